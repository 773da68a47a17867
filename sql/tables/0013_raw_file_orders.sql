-- Orders (past purchases) from files.
-- Grain: one row per data row of a file; the row key is enforced in staging.
-- Units: ordered_at in UTC; value in currency_code.
create table if not exists raw.file_orders (
    order_id string,
    customer_id string,
    person_key string,
    ordered_at timestamp,
    value numeric,
    currency_code string,
    product string,
    category string,
    file_key string,
    row_number int64,
    flags string,
    properties_json string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
partition by timestamp_trunc(ordered_at, month)
cluster by customer_id
