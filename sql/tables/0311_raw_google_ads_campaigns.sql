-- Google Ads campaigns with their budgets and bidding.
-- Grain: one row per account, campaign and observed_at.
-- Units: micros in millionths of currency_code; start_date_time and end_date_time in the account's zone; target_roas 1 = 100 %.
-- Limits: a target that the bidding does not have is NULL; a removed campaign stays listed, with status REMOVED.
create table if not exists raw.google_ads_campaigns (
    customer_id string,
    campaign_id string,
    campaign_name string,
    status string,
    serving_status string,
    advertising_channel_type string,
    advertising_channel_sub_type string,
    start_date_time datetime,
    end_date_time datetime,
    campaign_budget_id string,
    campaign_budget_amount_micros int64,
    campaign_budget_total_amount_micros int64,
    campaign_budget_period string,
    is_campaign_budget_shared bool,
    bidding_strategy_type string,
    bidding_strategy_id string,
    target_cpa_micros int64,
    target_roas float64,
    maximize_conversions_target_cpa_micros int64,
    maximize_conversion_value_target_roas float64,
    tracking_url_template string,
    final_url_suffix string,
    url_custom_parameters_json string,
    currency_code string,
    account_time_zone string,
    observed_at timestamp,
    deleted_at timestamp,
    load_id string,
    run_id string,
    loaded_at timestamp
)
cluster by customer_id, campaign_id
