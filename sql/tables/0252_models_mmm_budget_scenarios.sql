-- Purpose: what other total budgets would bring, each split as well as the limits allow.
-- Grain: one row per run, model_id and scenario_level. Append only.
-- scenario_level 1.1 = 110 % of today's total. Money in currency_code; gain is over today's split of the same total, in money (KPI
--     units where a KPI unit has no known value), from paired draws. optimality_gap: what rounding cost, as a share.
-- status: move, hold (the gain is not sure enough, or the model may not be followed) or infeasible, with the reason.
-- window_start, window_end: first and last day of the periods fitted.
create table if not exists models.mmm_budget_scenarios (
    run_id string not null,
    model_id string not null,
    model_version string not null,
    estimator string not null,
    window_start date not null,
    window_end date not null,
    currency_code string,
    scenario_level float64 not null,
    total_budget numeric not null,
    predicted_kpi float64,
    predicted_revenue float64,
    predicted_revenue_low float64,
    predicted_revenue_high float64,
    expected_roi float64,
    gain float64,
    gain_low float64,
    gain_high float64,
    gain_probability float64,
    optimality_gap float64,
    is_extrapolated bool not null,
    status string not null,
    reason string
)
