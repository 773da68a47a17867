-- Rows of tables that only explain others (accounts, products, teams).
-- Grain: one row per data row of a file; the columns are in properties_json.
-- `lookup` names the table; it is a reserved word of GoogleSQL, hence the quotes.
create table if not exists raw.file_lookup (
    `lookup` string,
    key string,
    file_key string,
    row_number int64,
    flags string,
    properties_json string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
cluster by `lookup`, key
