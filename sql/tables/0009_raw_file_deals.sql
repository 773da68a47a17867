-- Deals (opportunities) from files.
-- Grain: one row per data row of a file; the row key is enforced in staging.
-- Units: times in UTC; value in currency_code; stage_text is the stage as written.
create table if not exists raw.file_deals (
    deal_id string,
    lead_id string,
    account_name string,
    product string,
    stage_text string,
    owner string,
    created_at timestamp,
    closed_at timestamp,
    value numeric,
    currency_code string,
    file_key string,
    row_number int64,
    flags string,
    properties_json string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
partition by timestamp_trunc(created_at, month)
cluster by deal_id
