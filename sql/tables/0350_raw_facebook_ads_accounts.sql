-- Ad accounts of Facebook.
-- Grain: one row per account and observed_at; a new row when its content changes.
-- primary_action_type is the action that settings name for the account; NULL where they name none.
create table if not exists raw.facebook_ads_accounts (
    account_id string,
    account_name string,
    account_status int64,
    business_name string,
    currency_code string,
    account_time_zone string,
    primary_action_type string,
    observed_at timestamp,
    deleted_at timestamp,
    load_id string,
    run_id string,
    loaded_at timestamp
)
cluster by account_id
