-- Purpose: the KPI as it was and as the model has it.
-- Grain: one row per run, model_id, geo, split and period. Append only.
-- KPI units. split: all = final fit, predicted is the sum of the period's components; test = forecast of the held-out last part by the fit of
--     the first part, without a baseline. error = actual − predicted. low and high: 90 % predictive interval.
-- window_start, window_end: first and last day of the periods fitted.
create table if not exists models.mmm_predictions (
    run_id string not null,
    model_id string not null,
    model_version string not null,
    estimator string not null,
    window_start date not null,
    window_end date not null,
    currency_code string,
    period_start date not null,
    geo string not null,
    split string not null,
    actual float64 not null,
    predicted float64 not null,
    predicted_low float64 not null,
    predicted_high float64 not null,
    error float64 not null,
    baseline float64
)
