-- Results of Google Ads ad groups by day and device.
-- Grain: one row per account, day, ad group and device that had any result.
-- Units: cost_micros in millionths of currency_code, conversion values in currency_code; date_day is the account's local day.
-- Limits: Performance Max has no ad groups, so these rows sum to at most the campaigns' spend.
create table if not exists raw.google_ads_ad_group_daily (
    date_day date,
    customer_id string,
    campaign_id string,
    ad_group_id string,
    device string,
    cost_micros int64,
    impressions int64,
    clicks int64,
    interactions int64,
    conversions float64,
    conversions_value float64,
    all_conversions float64,
    all_conversions_value float64,
    view_through_conversions int64,
    conversions_by_conversion_date float64,
    conversions_value_by_conversion_date float64,
    video_trueview_views int64,
    currency_code string,
    account_time_zone string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
partition by date_day
cluster by customer_id, campaign_id, ad_group_id
