-- step: publish
-- Spend and revenue of every day are those of the campaigns, deals and orders.
-- Returns: one row per figure, day and currency that differs.
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
        date_day,
        currency_code,
        cast(sum(spend) as numeric) as amount,
    from marts.fct_campaign_daily
    group by date_day, currency_code
    union all
    select
        'revenue' as figure,
        date_day,
        currency_code,
        cast(sum(revenue) as numeric) as amount,
    from revenue_rows
    group by date_day, currency_code
),

reported as (
    select
        'spend' as figure,
        date_day,
        currency_code,
        cast(sum(spend) as numeric) as amount,
    from reporting.rpt_performance_daily
    group by date_day, currency_code
    union all
    select
        'revenue' as figure,
        date_day,
        currency_code,
        cast(sum(revenue) as numeric) as amount,
    from reporting.rpt_performance_daily
    group by date_day, currency_code
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
