-- Purpose: what a channel would have caused at other levels of its spend.
-- Grain: one row per run, model_id, channel and multiplier (0, 0.1 … 2). Append only.
-- spend = multiplier × the channel's spend of the window, same flow over time, in currency_code; response_kpi in KPI units;
--     marginal_roi money back per further money there. is_extrapolated: above 1.2 times what was ever spent.
-- window_start, window_end: first and last day of the periods fitted.
create table if not exists models.mmm_response_curves (
    run_id string not null,
    model_id string not null,
    model_version string not null,
    estimator string not null,
    window_start date not null,
    window_end date not null,
    currency_code string,
    channel string not null,
    multiplier float64 not null,
    spend float64 not null,
    response_kpi float64 not null,
    response_kpi_low float64 not null,
    response_kpi_high float64 not null,
    marginal_roi float64,
    is_extrapolated bool not null
)
