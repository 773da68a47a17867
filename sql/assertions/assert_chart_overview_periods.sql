-- step: publish
-- The parts of CTR and CPC, and won deals, are those of campaigns and leads.
-- Returns: one row per figure, day and currency that differs; won deals are compared over all currencies.
with truth as (
    select
        'ctr_clicks' as figure,
        date_day,
        currency_code,
        cast(sum(ctr_clicks) as numeric) as amount,
    from marts.fct_campaign_daily
    group by date_day, currency_code
    union all
    select
        'ctr_impressions' as figure,
        date_day,
        currency_code,
        cast(sum(ctr_impressions) as numeric) as amount,
    from marts.fct_campaign_daily
    group by date_day, currency_code
    union all
    select
        'cpc_spend' as figure,
        date_day,
        currency_code,
        cast(sum(cpc_spend) as numeric) as amount,
    from marts.fct_campaign_daily
    group by date_day, currency_code
    union all
    select
        'cpc_clicks' as figure,
        date_day,
        currency_code,
        cast(sum(cpc_clicks) as numeric) as amount,
    from marts.fct_campaign_daily
    group by date_day, currency_code
    union all
    select
        'won_deals' as figure,
        date_day,
        '(all)' as currency_code,
        cast(sum(won_deals) as numeric) as amount,
    from marts.int_leads_reached
    where date_day is not null
    group by date_day
),

reported as (
    select
        'ctr_clicks' as figure,
        date_day,
        currency_code,
        cast(sum(ctr_clicks) as numeric) as amount,
    from reporting.rpt_performance_daily
    group by date_day, currency_code
    union all
    select
        'ctr_impressions' as figure,
        date_day,
        currency_code,
        cast(sum(ctr_impressions) as numeric) as amount,
    from reporting.rpt_performance_daily
    group by date_day, currency_code
    union all
    select
        'cpc_spend' as figure,
        date_day,
        currency_code,
        cast(sum(cpc_spend) as numeric) as amount,
    from reporting.rpt_performance_daily
    group by date_day, currency_code
    union all
    select
        'cpc_clicks' as figure,
        date_day,
        currency_code,
        cast(sum(cpc_clicks) as numeric) as amount,
    from reporting.rpt_performance_daily
    group by date_day, currency_code
    union all
    select
        'won_deals' as figure,
        date_day,
        '(all)' as currency_code,
        cast(sum(won_deals) as numeric) as amount,
    from reporting.rpt_performance_daily
    group by date_day
)

select
    coalesce(truth.figure, reported.figure) as figure,
    coalesce(truth.date_day, reported.date_day) as date_day,
    coalesce(truth.currency_code, reported.currency_code) as currency_code,
    truth.amount as amount,
    reported.amount as reported_amount,
from truth
full outer join reported
    on truth.figure = reported.figure
    and truth.date_day = reported.date_day
    and truth.currency_code = reported.currency_code
where coalesce(truth.amount, 0) != coalesce(reported.amount, 0)
