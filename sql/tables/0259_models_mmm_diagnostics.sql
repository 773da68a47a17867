-- Purpose: what was checked and what was assumed, so that a reader knows how far to trust the numbers.
-- Grain: one row per run, model_id and check_name. Append only.
-- status: ok, warn, fail, or assumed (not checkable from these data). value and threshold in the check's own unit.
-- window_start, window_end: first and last day of the periods fitted.
create table if not exists models.mmm_diagnostics (
    run_id string not null,
    model_id string not null,
    model_version string not null,
    estimator string not null,
    window_start date not null,
    window_end date not null,
    currency_code string,
    check_name string not null,
    value float64,
    threshold float64,
    status string not null,
    detail string not null
)
