-- step: publish
-- The key figures add up campaign spend, attributed or reported revenue, leads and new customers.
-- Returns: one row per figure and currency that differs; leads and customers are compared over all currencies.
with revenue_accounts as (
    select distinct
        platform,
        account_id,
    from marts.int_revenue_daily
),

revenue_rows as (
    select
        date_day,
        currency_code,
        revenue,
    from marts.int_revenue_daily
    union all
    select
        campaign_daily.date_day,
        campaign_daily.currency_code,
        campaign_daily.conversion_value as revenue,
    from marts.fct_campaign_daily as campaign_daily
    left join revenue_accounts
        on campaign_daily.platform = revenue_accounts.platform
        and campaign_daily.account_id = revenue_accounts.account_id
    where revenue_accounts.platform is null
),

truth as (
    select
        'spend' as figure,
        currency_code,
        cast(sum(spend) as numeric) as amount,
    from marts.fct_campaign_daily
    group by currency_code
    union all
    select
        'revenue' as figure,
        currency_code,
        cast(sum(revenue) as numeric) as amount,
    from revenue_rows
    group by currency_code
    union all
    select
        'leads' as figure,
        '(all)' as currency_code,
        cast(count(*) as numeric) as amount,
    from marts.int_leads_reached
    where date_day is not null
    union all
    select
        'new_customers' as figure,
        '(all)' as currency_code,
        cast(countif(won_deals > 0) as numeric) as amount,
    from marts.int_leads_reached
    where date_day is not null
),

reported as (
    select
        'spend' as figure,
        currency_code,
        cast(sum(spend) as numeric) as amount,
    from reporting.rpt_performance_daily
    group by currency_code
    union all
    select
        'revenue' as figure,
        currency_code,
        cast(sum(revenue) as numeric) as amount,
    from reporting.rpt_performance_daily
    group by currency_code
    union all
    select
        'leads' as figure,
        '(all)' as currency_code,
        cast(sum(leads) as numeric) as amount,
    from reporting.rpt_performance_daily
    union all
    select
        'new_customers' as figure,
        '(all)' as currency_code,
        cast(sum(new_customers) as numeric) as amount,
    from reporting.rpt_performance_daily
)

select
    coalesce(truth.figure, reported.figure) as figure,
    coalesce(truth.currency_code, reported.currency_code) as currency_code,
    truth.amount as amount,
    reported.amount as reported_amount,
from truth
full outer join reported
    on truth.figure = reported.figure
    and truth.currency_code = reported.currency_code
where coalesce(truth.amount, 0) != coalesce(reported.amount, 0)
