-- Google Ads ad groups.
-- Grain: one row per account, ad group and observed_at.
-- Units: micros in millionths of currency_code; target_roas 1 = 100 %.
create table if not exists raw.google_ads_ad_groups (
    customer_id string,
    campaign_id string,
    ad_group_id string,
    ad_group_name string,
    ad_group_type string,
    status string,
    cpc_bid_micros int64,
    target_cpa_micros int64,
    target_roas float64,
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
cluster by customer_id, ad_group_id
