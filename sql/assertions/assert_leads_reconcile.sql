-- step: publish
-- Every lead with a day stands once in each report, and so does every win.
-- Returns: one row per report and day whose leads, qualified leads or won deals differ from the leads themselves.
with truth as (
    select
        date_day,
        count(*) as leads,
        countif(reached_mql) as mqls,
        sum(won_deals) as won_deals,
    from marts.int_leads_reached
    where date_day is not null
    group by date_day
),

reported as (
    select
        'rpt_performance_daily' as report,
        date_day,
        sum(leads) as leads,
        sum(mqls) as mqls,
        sum(won_deals) as won_deals,
    from reporting.rpt_performance_daily
    group by date_day
    union all
    select
        'rpt_funnel_daily' as report,
        date_day,
        sum(leads) as leads,
        sum(mqls) as mqls,
        sum(won_deals) as won_deals,
    from reporting.rpt_funnel_daily
    group by date_day
),

reports as (
    select report
    from unnest(['rpt_performance_daily', 'rpt_funnel_daily']) as report
),

expected as (
    select
        reports.report,
        truth.*,
    from truth
    cross join reports
)

select
    coalesce(expected.report, reported.report) as report,
    coalesce(expected.date_day, reported.date_day) as date_day,
    expected.leads as leads,
    reported.leads as reported_leads,
    expected.won_deals as won_deals,
    reported.won_deals as reported_won_deals,
from expected
full outer join reported
    on expected.report = reported.report
    and expected.date_day = reported.date_day
where coalesce(expected.leads, 0) != coalesce(reported.leads, 0)
    or coalesce(expected.mqls, 0) != coalesce(reported.mqls, 0)
    or coalesce(expected.won_deals, 0) != coalesce(reported.won_deals, 0)
