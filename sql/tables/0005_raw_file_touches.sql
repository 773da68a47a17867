-- Marketing touches of persons from a touch log.
-- Grain: one row per data row of a file; the row key is enforced in staging.
-- Units: touch_at in UTC; conversion_value in currency_code; conversion_type is the flag column's name in lower case.
create table if not exists raw.file_touches (
    touch_id string,
    user_id string,
    person_key string,
    touch_at timestamp,
    channel string,
    campaign string,
    source string,
    medium string,
    is_conversion bool,
    conversion_type string,
    conversion_value numeric,
    currency_code string,
    file_key string,
    row_number int64,
    flags string,
    properties_json string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
partition by timestamp_trunc(touch_at, month)
cluster by user_id
