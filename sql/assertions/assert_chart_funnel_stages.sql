-- step: publish
-- Every stage of the funnel counts the campaigns' impressions and clicks, and the leads that reached it.
-- Returns: one row per stage and day that differs.
with truth as (
    select
        'impressions' as stage,
        date_day,
        cast(sum(impressions) as numeric) as amount,
    from marts.fct_campaign_daily
    group by date_day
    union all
    select
        'clicks' as stage,
        date_day,
        cast(sum(clicks) as numeric) as amount,
    from marts.fct_campaign_daily
    group by date_day
    union all
    select
        'leads' as stage,
        date_day,
        cast(count(*) as numeric) as amount,
    from marts.int_leads_reached
    where date_day is not null
    group by date_day
    union all
    select
        'mqls' as stage,
        date_day,
        cast(countif(reached_mql) as numeric) as amount,
    from marts.int_leads_reached
    where date_day is not null
    group by date_day
    union all
    select
        'sqls' as stage,
        date_day,
        cast(countif(reached_sql) as numeric) as amount,
    from marts.int_leads_reached
    where date_day is not null
    group by date_day
    union all
    select
        'opportunities' as stage,
        date_day,
        cast(countif(reached_opportunity) as numeric) as amount,
    from marts.int_leads_reached
    where date_day is not null
    group by date_day
    union all
    select
        'won_deals' as stage,
        date_day,
        cast(sum(won_deals) as numeric) as amount,
    from marts.int_leads_reached
    where date_day is not null
    group by date_day
),

reported as (
    select
        'impressions' as stage,
        date_day,
        cast(sum(impressions) as numeric) as amount,
    from reporting.rpt_funnel_daily
    group by date_day
    union all
    select
        'clicks' as stage,
        date_day,
        cast(sum(clicks) as numeric) as amount,
    from reporting.rpt_funnel_daily
    group by date_day
    union all
    select
        'leads' as stage,
        date_day,
        cast(sum(leads) as numeric) as amount,
    from reporting.rpt_funnel_daily
    group by date_day
    union all
    select
        'mqls' as stage,
        date_day,
        cast(sum(mqls) as numeric) as amount,
    from reporting.rpt_funnel_daily
    group by date_day
    union all
    select
        'sqls' as stage,
        date_day,
        cast(sum(sqls) as numeric) as amount,
    from reporting.rpt_funnel_daily
    group by date_day
    union all
    select
        'opportunities' as stage,
        date_day,
        cast(sum(opportunities) as numeric) as amount,
    from reporting.rpt_funnel_daily
    group by date_day
    union all
    select
        'won_deals' as stage,
        date_day,
        cast(sum(won_deals) as numeric) as amount,
    from reporting.rpt_funnel_daily
    group by date_day
)

select
    coalesce(truth.stage, reported.stage) as stage,
    coalesce(truth.date_day, reported.date_day) as date_day,
    truth.amount as amount,
    reported.amount as reported_amount,
from truth
full outer join reported
    on truth.stage = reported.stage
    and truth.date_day = reported.date_day
where coalesce(truth.amount, 0) != coalesce(reported.amount, 0)
