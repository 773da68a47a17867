-- What was known about a lead when it arrived: where it came from, and when.
-- Grain: one row per lead_id and fact. known_at is the arrival, UTC.
-- source, medium, campaign, landing_page, channel, platform, project; arrival_hour (0–23), arrival_weekday (0 = Sunday) and
-- arrival_month (0–11) in the settings' time zone. Unknown facts have no row.
-- Limits: files state campaigns' project and names as they are now.
create or replace view marts.int_lead_arrival_facts as
with leads as (
    select *
    from marts.int_leads
    where arrived_at is not null
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
        cast(extract(hour from leads.arrived_at at time zone settings.time_zone) as float64) as arrival_hour,
        cast(extract(dayofweek from leads.date_day) - 1 as float64) as arrival_weekday,
        cast(extract(month from leads.date_day) - 1 as float64) as arrival_month,
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
        struct('arrival_hour' as fact, arrivals.arrival_hour as value_number, cast(null as string) as value_text),
        struct('arrival_weekday' as fact, arrivals.arrival_weekday as value_number, cast(null as string) as value_text),
        struct('arrival_month' as fact, arrivals.arrival_month as value_number, cast(null as string) as value_text)
    ]) as cell
),

final as (
    select *
    from created
    where value_number is not null
        or value_text is not null
)

select *
from final
