-- Conversions of Google Ads campaigns by the time between click and conversion.
-- Grain: one row per account_id, date_day, campaign_id, conversion_lag_bucket.
-- Units: money in currency_code: micros and Google's doubles become exact decimals here, once; date_day is the account's local day.
create or replace view staging.stg_google_ads__conversion_lag as
with conversion_lag as (
    select *
    from raw.google_ads_conversion_lag
),

final as (
    select
        date_day,
        customer_id as account_id,
        campaign_id,
        conversion_lag_bucket,
        conversions,
        safe_cast(format('%.6f', conversions_value) as numeric) as conversion_value,
        currency_code,
        account_time_zone,
        loaded_at,
    from conversion_lag
)

select *
from final
