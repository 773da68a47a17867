-- Purpose: the numbers a run measured about itself: AUC, Brier, R², rows used, Cholesky jitter …
-- Grain: one row per run, key, step and split. Append only.
-- Units: as the key says; rates and probabilities are 0–1. A metric that could not be computed has no row.
-- step: fold or iteration, NULL = the whole run. split: train, out_of_fold, holdout, NULL = not about rows.
create table if not exists models.run_metrics (
    run_id string not null,
    model string not null,
    model_version string not null,
    key string not null,
    value float64 not null,
    step int64,
    split string
)
