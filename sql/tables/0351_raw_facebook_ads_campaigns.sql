-- Campaigns of Facebook accounts.
-- Grain: one row per account, campaign and observed_at; a new row when its content changes.
-- Units: budgets and caps in currency_code; NULL where the ad sets hold the budget.
create table if not exists raw.facebook_ads_campaigns (
    account_id string,
    campaign_id string,
    campaign_name string,
    status string,
    effective_status string,
    objective string,
    buying_type string,
    bid_strategy string,
    daily_budget numeric,
    lifetime_budget numeric,
    spend_cap numeric,
    started_at timestamp,
    stopped_at timestamp,
    created_at timestamp,
    currency_code string,
    account_time_zone string,
    observed_at timestamp,
    deleted_at timestamp,
    load_id string,
    run_id string,
    loaded_at timestamp
)
cluster by account_id, campaign_id
