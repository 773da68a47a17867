-- Purpose: every run of a model, also the ones that refused: who produced a number, from which data, with which settings and seed.
-- Grain: one row per run and event. Append only: a row `running` when the run opens, a second one when it closes; the row with
--     ended_at is the state of a closed run, a run with none was killed.
-- Units: instants in UTC; as_of, window_start and window_end are whole days of the data clock.
-- status: running, done, refused, failed. reason is a constant (for example too_few_leads), detail the sentence with the numbers.
create table if not exists models.runs (
    run_id string not null,
    model string not null,
    model_version string not null,
    estimator string,
    status string not null,
    reason string,
    detail string,
    started_at timestamp not null,
    ended_at timestamp,
    code_version string not null,
    seed int64,
    as_of date not null,
    window_start date,
    window_end date,
    snapshot_id string,
    params_json string not null
)
