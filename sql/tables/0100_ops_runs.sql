-- Runs of the nightly graph and of imports. Append-only: the last event of a run_id is its state.
-- Grain: one row per run, execution and event. Times are UTC instants, logical_date is a UTC day.
-- event: opened, closed, reopened. status and reason are NULL until the run is closed.
create table if not exists ops.runs (
    run_id string not null,
    kind string not null,
    logical_date date not null,
    event string not null,
    status string,
    reason string,
    code_version string not null,
    settings_sha256 string not null,
    execution_id string not null,
    occurred_at timestamp not null,
    primary key (run_id, execution_id, event) not enforced
)
