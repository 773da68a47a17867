-- Outside signals by day: competitor spend, interest rate, weather, market index.
-- Grain: one row per data row of a file; the row key is enforced in staging.
-- Units: value in the unit of the series; geo is NULL where the series is national.
create table if not exists raw.file_series (
    date_day date,
    series string,
    geo string,
    value float64,
    file_key string,
    row_number int64,
    flags string,
    properties_json string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
partition by date_day
cluster by series
