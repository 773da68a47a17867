-- How reading a report of an account ended, each time it was tried. Append-only: the last ended_at of a source, report and account is its state.
-- Grain: one row per run, source, report, account and try. report NULL: the source as a whole; account_id NULL: no account was reached. Times are UTC instants.
-- state: done, partial (some days or rows are missing), failed, skipped (the account cannot be read), waiting (quota is spent; not before retry_at).
-- slices: days of a daily report; a listing and the changes of a CRM are one slice. skipped ones are older than what the platform keeps.
create table if not exists ops.ingest_results (
    run_id string not null,
    source string not null,
    report string,
    account_id string,
    state string not null,
    reason string,
    error_kind string,
    detail string,
    retry_at timestamp,
    slices_swapped int64 not null,
    slices_unchanged int64 not null,
    slices_skipped int64 not null,
    slices_failed int64 not null,
    rows_loaded int64 not null,
    rows_quarantined int64 not null,
    ended_at timestamp not null
)
