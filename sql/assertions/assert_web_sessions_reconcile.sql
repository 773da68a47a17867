-- step: publish
-- Every session stands once in rpt_web_daily.
-- Returns: days whose sessions or conversions differ.
with truth as (
    select
        date_day,
        count(*) as sessions,
        countif(is_conversion) as conversions,
    from marts.int_sessions
    group by date_day
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
