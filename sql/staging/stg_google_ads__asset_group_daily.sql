-- Asset groups of Performance Max campaigns by day and device.
-- Grain: one row per account_id, date_day, asset_group_id, device.
-- Units: money in currency_code: micros and Google's doubles become exact decimals here, once; date_day is the account's local day.
-- …_by_conversion_date stand on the conversion's day, the other conversions on the click's.
create or replace view staging.stg_google_ads__asset_group_daily as
with asset_group_daily as (
    select *
    from raw.google_ads_asset_group_daily
),

final as (
    select
        date_day,
        customer_id as account_id,
        campaign_id,
        asset_group_id,
        device,
        cast(cast(cost_micros as numeric) * numeric '0.000001' as numeric) as spend,
        impressions,
        clicks,
        interactions,
        conversions,
        safe_cast(format('%.6f', conversions_value) as numeric) as conversion_value,
        all_conversions,
        safe_cast(format('%.6f', all_conversions_value) as numeric) as all_conversion_value,
        conversions_by_conversion_date,
        safe_cast(format('%.6f', conversions_value_by_conversion_date) as numeric) as conversion_value_by_conversion_date,
        currency_code,
        account_time_zone,
        loaded_at,
    from asset_group_daily
)

select *
from final
