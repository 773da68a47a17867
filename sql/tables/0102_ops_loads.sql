-- What was published into which table, written in the transaction that published it.
-- Grain: one row per load, table and slice. Times are UTC instants; date_day is the slice's day, NULL for a file.
-- slice_key: <report>/<account>/<from>..<to>, or the file key. content_sha256: hash of the slice's rows, NULL where not computed.
create table if not exists ops.loads (
    load_id string not null,
    table_name string not null,
    slice_key string not null,
    source string not null,
    report string,
    account_id string,
    date_day date,
    work_key string not null,
    attempt int64 not null,
    read_started_at timestamp not null,
    rows_loaded int64 not null,
    rows_quarantined int64 not null,
    content_sha256 string,
    published_at timestamp not null,
    primary key (load_id, table_name, slice_key) not enforced
)
