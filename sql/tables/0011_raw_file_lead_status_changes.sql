-- Status history of leads from files.
-- Grain: one row per data row of a file; the row key is enforced in staging.
-- Units: changed_at in UTC; status is normalised (upper case, space and "-" as "_"), status_text as read.
create table if not exists raw.file_lead_status_changes (
    lead_id string,
    status string,
    status_text string,
    changed_at timestamp,
    file_key string,
    row_number int64,
    flags string,
    properties_json string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
partition by timestamp_trunc(changed_at, month)
cluster by lead_id
