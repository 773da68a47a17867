-- What an import or a check found in the data, with counts and money. A file's findings are replaced as a whole, like its rows.
-- Grain: one row per finding; several rows may share a check and a column, so the table has no key.
-- severity: info, warning, error. amount is money in currency_code. file_key is NULL for what no file has. Times are UTC instants.
create table if not exists ops.data_findings (
    source string not null,
    file_key string,
    check_name string not null,
    severity string not null,
    column_name string,
    row_count int64 not null,
    amount numeric,
    currency_code string,
    example string,
    detail string,
    found_at timestamp not null,
    run_id string not null
)
