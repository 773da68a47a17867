-- Rows that were held back from a load, each with the check it failed: the last event of a quarantine_id is its state.
-- Append-only, but a file's rows are replaced as a whole when the file is imported again.
-- Grain: one row per quarantine_id and event (held, replayed, discarded). Times are UTC instants; row_number counts data rows from 1.
-- reason: a check name of the data findings. payload_redacted: the row as JSON without personal data.
create table if not exists ops.quarantine (
    quarantine_id string not null,
    row_sha256 string not null,
    load_id string not null,
    source string not null,
    entity string not null,
    file_key string,
    file_name string,
    row_number int64,
    column_name string,
    expected string,
    got string,
    reason string not null,
    payload_redacted string,
    event string not null,
    occurred_at timestamp not null,
    primary key (quarantine_id, event) not enforced
)
