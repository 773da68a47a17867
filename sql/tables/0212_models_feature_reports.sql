-- Purpose: which features a model saw, what each is worth, and why others were left out.
-- Grain: one row per run and feature. Append only.
-- missing_share: 0–1 of training rows. single_auc: ranking of the feature alone. importance: AUC lost on the holdout when the feature is
-- shuffled, mean of 5, importance_sd its sd; NULL for features the model does not use.
-- decision: used, leak, constant, mostly_missing, duplicate, not_used (no model). leak_signs: what was seen, separated by '; '.
-- known_at_rule: created, history, export or the column that says when the feature became known.
create table if not exists models.feature_reports (
    run_id string not null,
    model string not null,
    model_version string not null,
    feature string not null,
    feature_group string not null,
    known_at_rule string not null,
    missing_share float64,
    single_auc float64,
    importance float64,
    importance_sd float64,
    decision string not null,
    leak_signs string not null,
    estimator string,
    window_start date,
    window_end date,
    status string not null,
    reason string
)
