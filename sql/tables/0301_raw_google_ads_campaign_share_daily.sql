-- Shares of the search impressions that Google Ads campaigns could have had.
-- Grain: one row per account, day and campaign that had a share.
-- Units: shares 0 to 1, NULL where Google gives none; date_day is the account's local day.
-- Limits: an impression share of 0.0999 means below 0.1, a lost share of 0.9001 above 0.9; shares are never added.
create table if not exists raw.google_ads_campaign_share_daily (
    date_day date,
    customer_id string,
    campaign_id string,
    search_impression_share float64,
    search_budget_lost_impression_share float64,
    search_rank_lost_impression_share float64,
    currency_code string,
    account_time_zone string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
partition by date_day
cluster by customer_id, campaign_id
