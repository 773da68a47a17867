-- Conversions of Google Ads campaigns by the time between click and conversion.
-- Grain: one row per account, day, campaign and lag bucket that had any conversion.
-- Units: conversions_value in currency_code; date_day is the click's day in the account's zone.
create table if not exists raw.google_ads_conversion_lag (
    date_day date,
    customer_id string,
    campaign_id string,
    conversion_lag_bucket string,
    conversions float64,
    conversions_value float64,
    currency_code string,
    account_time_zone string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
partition by date_day
cluster by customer_id, campaign_id
