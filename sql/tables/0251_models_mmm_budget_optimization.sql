-- Purpose: the best split of today's budget, and what it is expected to bring over the horizon.
-- Grain: one row per run, model_id and channel. Append only.
-- spends in currency_code over the horizon; optimal_spend is in whole minor units of the currency and adds up to the plan exactly.
--     expected_kpi, expected_revenue: what the channel's spend causes in and after the horizon. marginal_roi: at optimal_spend.
-- revenue_increase_share: the channel's further revenue over the current plan's; channels add up to the whole increase.
-- decision: hold = keep the spend, optimal_spend is then the current one. binding: the limit that stopped it (none, min, max).
-- window_start, window_end: first and last day of the periods fitted.
create table if not exists models.mmm_budget_optimization (
    run_id string not null,
    model_id string not null,
    model_version string not null,
    estimator string not null,
    window_start date not null,
    window_end date not null,
    currency_code string,
    channel string not null,
    decision string not null,
    binding string not null,
    current_spend numeric not null,
    optimal_spend numeric not null,
    min_spend numeric not null,
    max_spend numeric not null,
    current_share float64,
    optimal_share float64,
    expected_kpi float64,
    expected_kpi_low float64,
    expected_kpi_high float64,
    expected_revenue float64,
    revenue_increase_share float64,
    marginal_roi float64,
    horizon_start date not null,
    horizon_end date not null,
    reason string
)
