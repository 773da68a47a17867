-- Purpose: the split behind every scenario.
-- Grain: one row per run, model_id, scenario_level and channel. Append only.
-- spend in currency_code, adding up to the scenario's total_budget exactly; expected_revenue NULL where a KPI unit has no known value.
-- window_start, window_end: first and last day of the periods fitted.
create table if not exists models.mmm_budget_scenario_channels (
    run_id string not null,
    model_id string not null,
    model_version string not null,
    estimator string not null,
    window_start date not null,
    window_end date not null,
    currency_code string,
    scenario_level float64 not null,
    channel string not null,
    spend numeric not null,
    share float64,
    expected_revenue float64
)
