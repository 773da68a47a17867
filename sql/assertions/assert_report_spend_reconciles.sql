-- step: publish
-- Spend in every report is campaign spend.
-- Returns: one row per report, day and currency whose spend differs.
with truth as (
    select
        date_day,
        currency_code,
        sum(spend) as spend,
    from marts.fct_campaign_daily
    group by date_day, currency_code
),

reported as (
    select
        'rpt_performance_daily' as report,
        date_day,
        currency_code,
        sum(spend) as spend,
    from reporting.rpt_performance_daily
    group by date_day, currency_code
    union all
    select
        'rpt_funnel_daily' as report,
        date_day,
        currency_code,
        sum(spend) as spend,
    from reporting.rpt_funnel_daily
    group by date_day, currency_code
),

reports as (
    select report
    from unnest(['rpt_performance_daily', 'rpt_funnel_daily']) as report
),

expected as (
    select
        reports.report,
        truth.date_day,
        truth.currency_code,
        truth.spend,
    from truth
    cross join reports
)

select
    coalesce(expected.report, reported.report) as report,
    coalesce(expected.date_day, reported.date_day) as date_day,
    coalesce(expected.currency_code, reported.currency_code) as currency_code,
    expected.spend as campaign_spend,
    reported.spend as report_spend,
from expected
full outer join reported
    on expected.report = reported.report
    and expected.date_day = reported.date_day
    and expected.currency_code = reported.currency_code
where expected.spend is distinct from reported.spend
