-- Purpose: the points of a model's charts, from the holdout.
-- Grain: one row per run, curve and bin. Append only.
-- curve: roc (x false-positive rate, y true-positive rate), calibration (x mean probability, y observed rate), gain (x share of leads
-- contacted, y share of conversions among them). n: rows behind the point.
create table if not exists models.model_curves (
    run_id string not null,
    model string not null,
    model_version string not null,
    curve string not null,
    bin int64 not null,
    x float64 not null,
    y float64 not null,
    n int64 not null,
    estimator string,
    window_start date,
    window_end date,
    status string not null,
    reason string
)
