-- Ad sets of Facebook accounts.
-- Grain: one row per account, ad set and observed_at; a new row when its content changes.
-- Units: budgets and bids in currency_code; NULL where the campaign holds the budget.
create table if not exists raw.facebook_ads_ad_sets (
    account_id string,
    adset_id string,
    adset_name string,
    campaign_id string,
    status string,
    effective_status string,
    optimization_goal string,
    billing_event string,
    bid_strategy string,
    bid_amount numeric,
    daily_budget numeric,
    lifetime_budget numeric,
    attribution_spec_json string,
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
cluster by account_id, adset_id
