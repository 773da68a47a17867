-- Web sessions from files.
-- Grain: one row per data row of a file, usually an event of a session; the row key is enforced in staging.
-- Units: times in UTC; conversion_value in currency_code;
-- is_conversion is the file's own flag column, conversion_type that column's name in lower case (sign_up).
create table if not exists raw.file_sessions (
    session_id string,
    user_id string,
    person_key string,
    session_start_at timestamp,
    session_end_at timestamp,
    event_at timestamp,
    event_name string,
    channel string,
    source string,
    medium string,
    campaign string,
    term string,
    content string,
    page string,
    landing_page string,
    referrer string,
    device string,
    country string,
    page_views int64,
    is_bounce bool,
    is_returning bool,
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
partition by timestamp_trunc(session_start_at, month)
cluster by session_id, user_id
