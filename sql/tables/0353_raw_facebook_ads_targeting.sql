-- Whom the ad sets of Facebook accounts reach for.
-- Grain: one row per account, ad set and observed_at; a new row when its content changes.
-- Lists stand as text, sorted, joined by "; "; NULL where the ad set sets no such limit. targeting_json is all of it.
-- Limits: lookalike audiences stand among custom_audiences.
create table if not exists raw.facebook_ads_targeting (
    account_id string,
    adset_id string,
    campaign_id string,
    age_min int64,
    age_max int64,
    genders string,
    countries string,
    interests string,
    custom_audiences string,
    excluded_custom_audiences string,
    publisher_platforms string,
    platform_positions string,
    device_platforms string,
    targeting_json string,
    observed_at timestamp,
    deleted_at timestamp,
    load_id string,
    run_id string,
    loaded_at timestamp
)
cluster by account_id, adset_id
