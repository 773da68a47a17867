-- Everything a lead score may know about a lead itself, with the time it became known.
-- Grain: one row per lead_id, fact and known_at. Times are UTC; a fact has value_number or value_text.
-- created: source, medium, campaign, landing_page, channel, platform, project, arrival_hour (0–23), arrival_weekday (0 = Sunday) and
-- arrival_month (0–11), local time of the settings' zone. history: status, stage, status_changes (so far), hours_to_first_change;
-- sessions, page_views, session_seconds (so far, of the lead's person). Files' own facts keep their names.
create or replace view marts.int_lead_facts as
with leads as (
    select *
    from marts.int_leads
    where arrived_at is not null
),

lead_facts as (
    select *
    from marts.fct_lead_facts
),

stages as (
    select *
    from marts.fct_lead_stages
    where entered_at is not null
),

sessions as (
    select
        *,
        coalesce(ended_at, started_at) as known_at,
    from marts.int_sessions
    where person_id is not null
),

campaigns as (
    select *
    from marts.dim_campaign
    where is_current
),

settings as (
    select *
    from marts.int_settings
),

arrivals as (
    select
        leads.*,
        campaigns.project_name,
        extract(hour from leads.arrived_at at time zone settings.time_zone) as arrival_hour,
        extract(dayofweek from leads.date_day) - 1 as arrival_weekday,
        extract(month from leads.date_day) - 1 as arrival_month,
    from leads
    cross join settings
    left join campaigns
        on leads.platform = campaigns.platform
        and leads.account_id = campaigns.account_id
        and leads.campaign_id = campaigns.campaign_id
),

created as (
    select
        arrivals.lead_id,
        cell.fact,
        cell.value_number,
        nullif(cell.value_text, '(unattributed)') as value_text,
        arrivals.arrived_at as known_at,
    from arrivals
    cross join unnest([
        struct('source' as fact, cast(null as float64) as value_number, arrivals.source as value_text),
        struct('medium' as fact, cast(null as float64) as value_number, arrivals.medium as value_text),
        struct('campaign' as fact, cast(null as float64) as value_number, arrivals.campaign_name as value_text),
        struct('landing_page' as fact, cast(null as float64) as value_number, arrivals.landing_page as value_text),
        struct('channel' as fact, cast(null as float64) as value_number, arrivals.channel as value_text),
        struct('platform' as fact, cast(null as float64) as value_number, arrivals.platform as value_text),
        struct('project' as fact, cast(null as float64) as value_number, arrivals.project_name as value_text),
        struct('arrival_hour' as fact, cast(arrivals.arrival_hour as float64) as value_number, cast(null as string) as value_text),
        struct('arrival_weekday' as fact, cast(arrivals.arrival_weekday as float64) as value_number, cast(null as string) as value_text),
        struct('arrival_month' as fact, cast(arrivals.arrival_month as float64) as value_number, cast(null as string) as value_text)
    ]) as cell
),

changes as (
    select
        lead_id,
        entered_at as known_at,
        status,
        stage,
        countif(entered_at > arrived_at) over (
            partition by lead_id
            order by change_number
            rows between unbounded preceding and current row
        ) as changes_so_far,
        timestamp_diff(entered_at, arrived_at, second) / 3600.0 as hours_since_arrival,
    from stages
    qualify row_number() over (partition by lead_id, entered_at order by change_number desc) = 1
),

history as (
    select
        changes.lead_id,
        cell.fact,
        cell.value_number,
        cell.value_text,
        changes.known_at,
    from changes
    cross join unnest([
        struct('status' as fact, cast(null as float64) as value_number, changes.status as value_text),
        struct('stage' as fact, cast(null as float64) as value_number, changes.stage as value_text),
        struct('status_changes' as fact, cast(changes.changes_so_far as float64) as value_number, cast(null as string) as value_text)
    ]) as cell
    union all
    select
        lead_id,
        'hours_to_first_change' as fact,
        hours_since_arrival as value_number,
        cast(null as string) as value_text,
        known_at,
    from changes
    where hours_since_arrival > 0
    qualify row_number() over (partition by lead_id order by known_at) = 1
),

visits as (
    select
        leads.lead_id,
        sessions.known_at,
        count(*) over so_far as sessions,
        sum(sessions.page_views) over so_far as page_views,
        sum(sessions.session_seconds) over so_far as session_seconds,
        row_number() over (
            partition by leads.lead_id, sessions.known_at
            order by sessions.session_id desc
        ) as number_from_last,
    from leads
    inner join sessions
        on leads.person_id = sessions.person_id
    window so_far as (
        partition by leads.lead_id
        order by sessions.known_at, sessions.session_id
        rows between unbounded preceding and current row
    )
),

behaviour as (
    select
        visits.lead_id,
        cell.fact,
        cell.value_number,
        cast(null as string) as value_text,
        visits.known_at,
    from visits
    cross join unnest([
        struct('sessions' as fact, cast(visits.sessions as float64) as value_number),
        struct('page_views' as fact, cast(visits.page_views as float64) as value_number),
        struct('session_seconds' as fact, cast(visits.session_seconds as float64) as value_number)
    ]) as cell
    where visits.number_from_last = 1
),

final as (
    select *
    from created
    where value_number is not null
        or value_text is not null
    union all
    select *
    from history
    where value_number is not null
        or value_text is not null
    union all
    select *
    from behaviour
    where value_number is not null
    union all
    select
        lead_id,
        fact,
        value_number,
        value_text,
        known_at,
    from lead_facts
)

select *
from final
