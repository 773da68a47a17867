-- Public holidays and similar days.
-- Grain: one row per country, region, day and name; region_code is NULL where the whole country has it.
create table if not exists raw.holidays (
    country_code string,
    region_code string,
    holiday_date date,
    name string,
    kind string,
    file_key string,
    row_number int64,
    load_id string,
    run_id string,
    loaded_at timestamp
)
cluster by country_code
