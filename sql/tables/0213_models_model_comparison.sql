-- Purpose: learners side by side on the same unseen rows.
-- Grain: one row per run, task, target, learner, split and metric. Append only.
-- split: out_of_fold (inside training) or holdout (the last fifth by time). value_low, value_high: 90 % limits by resampling persons, NULL
-- where none were made. is_chosen: the learner whose scores are published.
create table if not exists models.model_comparison (
    run_id string not null,
    model string not null,
    model_version string not null,
    task string not null,
    target string not null,
    learner string not null,
    split string not null,
    metric string not null,
    value float64 not null,
    value_low float64,
    value_high float64,
    is_chosen bool not null,
    estimator string,
    window_start date,
    window_end date,
    status string not null,
    reason string
)
