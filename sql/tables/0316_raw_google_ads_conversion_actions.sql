-- What Google Ads accounts count as a conversion.
-- Grain: one row per account, conversion action and observed_at.
-- Units: default_value in default_currency_code.
create table if not exists raw.google_ads_conversion_actions (
    customer_id string,
    conversion_action_id string,
    conversion_action_name string,
    conversion_action_category string,
    conversion_action_type string,
    status string,
    is_primary_for_goal bool,
    is_in_conversions_metric bool,
    counting_type string,
    attribution_model string,
    click_through_lookback_window_days int64,
    view_through_lookback_window_days int64,
    default_value float64,
    default_currency_code string,
    currency_code string,
    account_time_zone string,
    observed_at timestamp,
    deleted_at timestamp,
    load_id string,
    run_id string,
    loaded_at timestamp
)
cluster by customer_id, conversion_action_id
