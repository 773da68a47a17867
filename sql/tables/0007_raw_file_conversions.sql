-- Conversions from files.
-- Grain: one row per data row of a file; the row key is enforced in staging.
-- Units: converted_at in UTC; is_day_only means that the file names only the day;
-- value in currency_code, NULL = unknown.
create table if not exists raw.file_conversions (
    conversion_id string,
    conversion_type string,
    user_id string,
    person_key string,
    session_id string,
    converted_at timestamp,
    is_day_only bool,
    value numeric,
    currency_code string,
    status string,
    file_key string,
    row_number int64,
    flags string,
    properties_json string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
partition by timestamp_trunc(converted_at, month)
cluster by conversion_type
