-- Asset groups of Google Ads Performance Max campaigns.
-- Grain: one row per account, asset group and observed_at.
-- Units: columns ending in _json hold JSON arrays; NULL where there are none.
create table if not exists raw.google_ads_asset_groups (
    customer_id string,
    campaign_id string,
    asset_group_id string,
    asset_group_name string,
    status string,
    final_urls_json string,
    final_mobile_urls_json string,
    currency_code string,
    account_time_zone string,
    observed_at timestamp,
    deleted_at timestamp,
    load_id string,
    run_id string,
    loaded_at timestamp
)
cluster by customer_id, asset_group_id
