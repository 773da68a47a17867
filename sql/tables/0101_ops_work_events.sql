-- What happened to each unit of work. Append-only: the last event of a work_key is its state (staging.stg_ops__work).
-- Grain: one row per work_key, attempt, event and seq. Times are UTC instants.
-- event: claimed, renewed, continued, done, failed. seq counts the renewals of an attempt from 1, else it is 0.
-- work_key: <run_id>/<step>[/<slice_key>]. owner: random id of the process that holds the claim until lease_until.
-- error_kind of a failed event: auth, quota, transient, data, settings, bug.
create table if not exists ops.work_events (
    work_key string not null,
    attempt int64 not null,
    event string not null,
    seq int64 not null,
    owner string not null,
    occurred_at timestamp not null,
    lease_until timestamp,
    run_id string not null,
    step string not null,
    slice_key string,
    input_sha256 string,
    output_sha256 string,
    row_count int64,
    cursor_json string,
    error_kind string,
    error_message string,
    trace_id string,
    primary key (work_key, attempt, event, seq) not enforced
)
