-- Purpose: how well the model explains and forecasts, beside what a calendar would have said.
-- Grain: one row per run, model_id and split. Append only.
-- split: all (final fit), train (first part), test (last part, not seen), fold_1 … (rolling origin, 13 weeks or 14 days). mae, rmse in
--     KPI units; mape NULL where a period's KPI is 0. regularization_alpha: λ on standardised columns, scikit-learn's ridge alpha is n·λ.
-- window_start, window_end: first and last day of the periods fitted.
create table if not exists models.mmm_model_performance (
    run_id string not null,
    model_id string not null,
    model_version string not null,
    estimator string not null,
    window_start date not null,
    window_end date not null,
    currency_code string,
    split string not null,
    model_type string not null,
    r2 float64,
    nrmse float64,
    mape float64,
    wmape float64,
    mae float64,
    rmse float64,
    n_samples int64 not null,
    regularization_alpha float64 not null,
    l1_ratio float64 not null,
    durbin_watson float64,
    coverage_90 float64,
    wmape_seasonal_naive float64,
    wmape_no_media float64,
    decomp_rssd float64,
    mape_lift float64
)
