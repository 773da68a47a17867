-- Conversions of Google Ads campaigns by conversion action and day.
-- Grain: one row per account, day, campaign and conversion action that had any conversion.
-- Units: values in currency_code; date_day is the account's local day, of the click, or of the conversion in the columns by conversion date.
create table if not exists raw.google_ads_conversion_action_daily (
    date_day date,
    customer_id string,
    campaign_id string,
    conversion_action_id string,
    conversion_action_name string,
    conversion_action_category string,
    conversions float64,
    conversions_value float64,
    all_conversions float64,
    all_conversions_value float64,
    view_through_conversions int64,
    conversions_by_conversion_date float64,
    conversions_value_by_conversion_date float64,
    currency_code string,
    account_time_zone string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
partition by date_day
cluster by customer_id, campaign_id
