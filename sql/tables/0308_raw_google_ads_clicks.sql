-- Clicks on Google Ads ads by their Google click id.
-- Grain: one row per account, day and click id.
-- Units: date_day is the account's local day.
-- Limits: kept by Google for 90 days; app installs have no click id; ad and keyword are NULL where Google names none.
create table if not exists raw.google_ads_clicks (
    date_day date,
    customer_id string,
    gclid string,
    campaign_id string,
    ad_group_id string,
    ad_id string,
    criterion_id string,
    device string,
    ad_network_type string,
    clicks int64,
    currency_code string,
    account_time_zone string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
partition by date_day
cluster by customer_id, gclid
