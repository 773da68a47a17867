-- Purpose: what each part of the model adds to the KPI of each period.
-- Grain: one row per run, model_id, geo, period and component. Append only.
-- KPI units; a period's components add up to its prediction. component_kind: intercept, trend, season, holiday, control, organic,
--     treatment, media. Controls count from their mean, treatments from their minimum.
-- window_start, window_end: first and last day of the periods fitted.
create table if not exists models.mmm_contributions_by_period (
    run_id string not null,
    model_id string not null,
    model_version string not null,
    estimator string not null,
    window_start date not null,
    window_end date not null,
    currency_code string,
    period_start date not null,
    geo string not null,
    component string not null,
    component_kind string not null,
    contribution float64 not null,
    contribution_low float64 not null,
    contribution_high float64 not null
)
