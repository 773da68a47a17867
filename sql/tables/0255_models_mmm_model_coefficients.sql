-- Purpose: the weights of the regression.
-- Grain: one row per run, model_id and feature. Append only.
-- coefficient: KPI units per unit of the column (media: of ln(1 + adstock/q)); coefficient_scaled: standard deviations of the KPI per
--     standard deviation of the column, NULL for the intercept. feature_type: media, organic, treatment, control, time, intercept.
-- window_start, window_end: first and last day of the periods fitted.
create table if not exists models.mmm_model_coefficients (
    run_id string not null,
    model_id string not null,
    model_version string not null,
    estimator string not null,
    window_start date not null,
    window_end date not null,
    currency_code string,
    feature string not null,
    feature_type string not null,
    sign string not null,
    coefficient float64 not null,
    coefficient_scaled float64,
    coefficient_low float64 not null,
    coefficient_high float64 not null
)
