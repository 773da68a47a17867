-- Google Ads ads: where they lead and what they say.
-- Grain: one row per account, ad group, ad and observed_at.
-- Units: columns ending in _json hold JSON arrays; NULL where the ad has none.
-- Limits: headlines and descriptions of responsive search ads only.
create table if not exists raw.google_ads_creatives (
    customer_id string,
    campaign_id string,
    ad_group_id string,
    ad_id string,
    ad_name string,
    ad_type string,
    status string,
    final_urls_json string,
    final_mobile_urls_json string,
    tracking_url_template string,
    final_url_suffix string,
    url_custom_parameters_json string,
    headlines_json string,
    descriptions_json string,
    currency_code string,
    account_time_zone string,
    observed_at timestamp,
    deleted_at timestamp,
    load_id string,
    run_id string,
    loaded_at timestamp
)
cluster by customer_id, ad_id
