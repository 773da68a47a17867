-- step: publish
-- The stack of every day is the spend of each channel's campaigns.
-- Returns: one row per day, channel and currency whose spend differs.
with truth as (
    select
        date_day,
        channel,
        currency_code,
        sum(spend) as spend,
    from marts.fct_campaign_daily
    group by date_day, channel, currency_code
),

reported as (
    select
        date_day,
        channel,
        currency_code,
        sum(spend) as spend,
    from reporting.rpt_performance_daily
    group by date_day, channel, currency_code
)

select
    coalesce(truth.date_day, reported.date_day) as date_day,
    coalesce(truth.channel, reported.channel) as channel,
    coalesce(truth.currency_code, reported.currency_code) as currency_code,
    truth.spend as spend,
    reported.spend as reported_spend,
from truth
full outer join reported
    on truth.date_day = reported.date_day
    and truth.channel = reported.channel
    and truth.currency_code = reported.currency_code
where coalesce(truth.spend, 0) != coalesce(reported.spend, 0)
