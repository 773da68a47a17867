-- Campaign spend is the sum of the rows that count.
-- Returns: one row per currency and day whose spend differs.
with counted as (
    select
        date_day,
        currency_code,
        sum(spend) as spend,
    from marts.int_ad_spend_unioned
    where is_counted
    group by date_day, currency_code
),

daily as (
    select
        date_day,
        currency_code,
        sum(spend) as spend,
    from marts.fct_campaign_daily
    group by date_day, currency_code
)

select
    coalesce(counted.date_day, daily.date_day) as date_day,
    coalesce(counted.currency_code, daily.currency_code) as currency_code,
    counted.spend as counted_spend,
    daily.spend as campaign_spend,
from counted
full outer join daily
    on counted.date_day = daily.date_day
    and counted.currency_code = daily.currency_code
where counted.spend is distinct from daily.spend
