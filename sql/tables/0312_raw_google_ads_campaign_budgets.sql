-- Budgets of Google Ads campaigns.
-- Grain: one row per account, budget and observed_at.
-- Units: micros in millionths of currency_code: amount_micros a day, total_amount_micros for the whole campaign.
create table if not exists raw.google_ads_campaign_budgets (
    customer_id string,
    campaign_budget_id string,
    campaign_budget_name string,
    status string,
    period string,
    amount_micros int64,
    total_amount_micros int64,
    delivery_method string,
    is_explicitly_shared bool,
    reference_count int64,
    currency_code string,
    account_time_zone string,
    observed_at timestamp,
    deleted_at timestamp,
    load_id string,
    run_id string,
    loaded_at timestamp
)
cluster by customer_id, campaign_budget_id
