-- Web sessions of the person behind a lead, as they became known: at the end of each session.
-- Grain: one row per lead_id, fact and known_at. Times are UTC.
-- sessions, page_views, session_seconds: so far, of all sessions of the lead's person, also before the lead arrived.
create or replace view marts.int_lead_visit_facts as
with leads as (
    select *
    from marts.int_leads
    where arrived_at is not null
),

web_sessions as (
    select
        *,
        coalesce(ended_at, started_at) as known_at,
    from marts.int_sessions
    where person_id is not null
),

visits as (
    select
        leads.lead_id,
        web_sessions.known_at,
        cast(count(*) over so_far as float64) as sessions,
        cast(sum(web_sessions.page_views) over so_far as float64) as page_views,
        cast(sum(web_sessions.session_seconds) over so_far as float64) as session_seconds,
        row_number() over (
            partition by leads.lead_id, web_sessions.known_at
            order by web_sessions.session_id desc
        ) as number_from_last,
    from leads
    inner join web_sessions
        on leads.person_id = web_sessions.person_id
    window so_far as (
        partition by leads.lead_id
        order by web_sessions.known_at, web_sessions.session_id
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
        struct('sessions' as fact, visits.sessions as value_number),
        struct('page_views' as fact, visits.page_views as value_number),
        struct('session_seconds' as fact, visits.session_seconds as value_number)
    ]) as cell
    where visits.number_from_last = 1
),

final as (
    select *
    from behaviour
    where value_number is not null
)

select *
from final
