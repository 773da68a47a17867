-- Google Ads accounts and their settings.
-- Grain: one row per account and observed_at.
create table if not exists raw.google_ads_customers (
    customer_id string,
    customer_name string,
    status string,
    is_auto_tagging_enabled bool,
    is_test_account bool,
    tracking_url_template string,
    final_url_suffix string,
    currency_code string,
    account_time_zone string,
    observed_at timestamp,
    deleted_at timestamp,
    load_id string,
    run_id string,
    loaded_at timestamp
)
cluster by customer_id
