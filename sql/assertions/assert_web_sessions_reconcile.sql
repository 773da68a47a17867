-- step: publish
-- Every session of the source that tells of a day stands once in rpt_web_daily, and no other.
-- Returns: days whose sessions or conversions differ.
with sessions_by_day as (
    select
        web_sessions.date_day,
        count(*) as sessions,
        countif(web_sessions.is_conversion) as conversions,
    from marts.int_sessions as web_sessions
    inner join marts.int_web_days as days
        on web_sessions.date_day = days.date_day
        and web_sessions.web_source = days.web_source
    group by web_sessions.date_day
),

traffic_by_day as (
    select
        date_day,
        sum(sessions) as sessions,
        coalesce(sum(conversions), 0) as conversions,
    from marts.int_web_traffic
    group by date_day
),

truth as (
    select *
    from sessions_by_day
    union all
    select *
    from traffic_by_day
),

reported as (
    select
        date_day,
        sum(sessions) as sessions,
        coalesce(sum(conversions), 0) as conversions,
    from reporting.rpt_web_daily
    group by date_day
)

select
    coalesce(truth.date_day, reported.date_day) as date_day,
    truth.sessions,
    reported.sessions as reported_sessions,
    truth.conversions,
    reported.conversions as reported_conversions,
from truth
full outer join reported
    on truth.date_day = reported.date_day
where truth.sessions is distinct from reported.sessions
    or truth.conversions is distinct from reported.conversions
