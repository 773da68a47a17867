-- What an import or a check found in the data, with counts and money. Append-only; of a file, the findings of its highest attempt hold.
-- Grain: one row per finding; several rows may share a check and a column, so the table has no key.
-- severity: info, warning, error. amount is money in currency_code. Times are UTC instants.
create table if not exists ops.data_findings (
    source string not null,
    file_key string,
    attempt int64 not null,
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
