-- Exchange rates by day: 1 unit of from_currency is rate units of to_currency.
-- Grain: one row per day and pair of currencies of a file; the row key is enforced in staging.
create table if not exists raw.fx_daily (
    date_day date,
    from_currency string,
    to_currency string,
    rate numeric,
    file_key string,
    row_number int64,
    load_id string,
    run_id string,
    loaded_at timestamp
)
partition by date_day
cluster by from_currency, to_currency
