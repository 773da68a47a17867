-- Definitions of A/B and geo tests: which entity was in which arm.
-- Grain: one row per data row of a file; the row key is enforced in staging.
-- Units: unit is campaign, geo or person; share is the arm's planned share, 0–1.
create table if not exists raw.file_experiments (
    experiment_id string,
    name string,
    hypothesis string,
    metric string,
    arm string,
    unit string,
    entity_id string,
    started_on date,
    ended_on date,
    share float64,
    file_key string,
    row_number int64,
    flags string,
    properties_json string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
cluster by experiment_id
