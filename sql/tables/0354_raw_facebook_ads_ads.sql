-- Ads of Facebook accounts.
-- Grain: one row per account, ad and observed_at; a new row when its content changes.
create table if not exists raw.facebook_ads_ads (
    account_id string,
    ad_id string,
    ad_name string,
    adset_id string,
    campaign_id string,
    creative_id string,
    status string,
    effective_status string,
    created_at timestamp,
    observed_at timestamp,
    deleted_at timestamp,
    load_id string,
    run_id string,
    loaded_at timestamp
)
cluster by account_id, ad_id
