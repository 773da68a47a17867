-- What happened to each report job at Meta. Append-only: the last event of a job is its state, so that a later process fetches what an earlier one ordered.
-- Grain: one row per unit of work, job, attempt and event. Times are UTC instants.
-- event: planned, submitted, running, completed, downloaded, failed, split. parent_key: the job that it was split from; NULL for a whole slice.
-- report_run_id: Meta's id; NULL before the job was submitted. params_json: what it asks for, without secrets. seq: order of the events of a unit of work, from 1.
create table if not exists ops.facebook_job_events (
    work_key string not null,
    seq int64 not null,
    job_key string not null,
    parent_key string,
    event string not null,
    report_run_id string,
    attempt int64 not null,
    params_json string not null,
    reason string,
    occurred_at timestamp not null,
    primary key (work_key, seq) not enforced
)
