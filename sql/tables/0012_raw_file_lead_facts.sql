-- Attributes and events of leads with the time at which they became known.
-- Grain: one row per data row of a file; the row key is enforced in staging.
-- Units: known_at in UTC; a fact has value_number or value_text.
create table if not exists raw.file_lead_facts (
    lead_id string,
    fact string,
    value_number float64,
    value_text string,
    known_at timestamp,
    file_key string,
    row_number int64,
    flags string,
    properties_json string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
partition by timestamp_trunc(known_at, month)
cluster by lead_id, fact
