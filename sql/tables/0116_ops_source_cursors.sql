-- How far the changes of a CRM report are in the warehouse. Append-only, written in the transaction of the records: the highest seq of a source, report and account is its state.
-- Grain: one row per source, report, account and published batch. Times are UTC instants.
-- cursor_json: every record changed up to here was published; reading goes on from it. NULL: nothing was given yet.
create table if not exists ops.source_cursors (
    source string not null,
    report string not null,
    account_id string not null,
    seq int64 not null,
    cursor_json string,
    load_id string not null,
    work_key string not null,
    read_started_at timestamp not null,
    published_at timestamp not null,
    primary key (source, report, account_id, seq) not enforced
)
