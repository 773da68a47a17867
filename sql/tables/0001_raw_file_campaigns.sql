-- Campaigns as files list them.
-- Grain: one row per data row of a file; the row key is enforced in staging.
-- Units: budgets in currency_code; started_at and stopped_at in UTC.
create table if not exists raw.file_campaigns (
    campaign_id string,
    campaign_name string,
    advertiser_id string,
    project_name string,
    platform string,
    channel string,
    objective string,
    product_category string,
    daily_budget numeric,
    lifetime_budget numeric,
    currency_code string,
    started_at timestamp,
    stopped_at timestamp,
    file_key string,
    row_number int64,
    flags string,
    properties_json string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
cluster by campaign_id
