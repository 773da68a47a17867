-- Purpose: what the data allow: per use case every requirement, what is there, and what would help.
-- Grain: one row per run, use_case and requirement. Append only.
-- value: in unit; NULL = not_recorded, which is unknown and not 0. interpretable_from, ensemble_from, recommended: the value from which a
-- tier is reached or the recommendation holds, NULL = not asked. requirement_status: recommended, met, unmet, not_recorded.
-- tier (of the use case): heuristic, interpretable, ensemble. confidence: recommended, pilot. priority of advice: 1 first, 3 last.
create table if not exists models.data_readiness (
    run_id string not null,
    model string not null,
    model_version string not null,
    use_case string not null,
    requirement string not null,
    value float64,
    unit string not null,
    interpretable_from float64,
    ensemble_from float64,
    recommended float64,
    requirement_status string not null,
    tier string not null,
    confidence string not null,
    priority int64,
    advice string,
    estimator string,
    window_start date,
    window_end date,
    status string not null,
    reason string
)
