-- Leads from files. Contact data are hashes only.
-- Grain: one row per data row of a file; the row key is enforced in staging.
-- Units: created_at in UTC; value in currency_code.
create table if not exists raw.file_leads (
    lead_id string,
    campaign_id string,
    person_key string,
    email_sha256_google string,
    email_sha256_meta string,
    phone_sha256_google string,
    phone_sha256_meta string,
    status string,
    source string,
    medium string,
    campaign string,
    landing_page string,
    created_at timestamp,
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
cluster by lead_id
