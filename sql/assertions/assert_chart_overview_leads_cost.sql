-- step: publish
-- Leads of every day are the leads that arrived then, and the spend beside them is the campaigns'.
-- Returns: one row per figure and day that differs; spend also per currency.
with truth as (
    select
        'spend' as figure,
        date_day,
        currency_code,
        cast(sum(spend) as numeric) as amount,
    from marts.fct_campaign_daily
    group by date_day, currency_code
    union all
    select
        'leads' as figure,
        date_day,
        '(all)' as currency_code,
        cast(count(*) as numeric) as amount,
    from marts.int_leads_reached
    where date_day is not null
    group by date_day
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
        'leads' as figure,
        date_day,
        '(all)' as currency_code,
        cast(sum(leads) as numeric) as amount,
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
