-- The account of every file that was imported, refused or taken back. Append-only: the highest attempt of a file_key is its state.
-- Grain: one row per file and attempt. Money is in currency_code; times are UTC instants.
-- event: imported, refused (nothing of it loaded), undone (its rows were taken out again).
-- file_key: the first 16 hex digits of the file's SHA-256. rows_dropped: totals rows and preamble.
-- rows_read = rows_loaded + rows_merged + rows_quarantined + rows_dropped.
create table if not exists ops.files (
    file_key string not null,
    attempt int64 not null,
    event string not null,
    file_name string not null,
    family string,
    encoding string,
    delimiter string,
    sheet string,
    rows_read int64 not null,
    rows_loaded int64 not null,
    rows_merged int64 not null,
    rows_quarantined int64 not null,
    rows_flagged int64 not null,
    rows_dropped int64 not null,
    spend_read numeric,
    spend_loaded numeric,
    spend_quarantined numeric,
    currency_code string,
    first_day date,
    last_day date,
    imported_at timestamp not null,
    run_id string not null,
    primary key (file_key, attempt) not enforced
)
