-- Purpose: what each channel caused over the fitted periods, and how sure that is.
-- Grain: one row per run, model_id, channel and geo. Append only.
-- spend: NULL where only exposures are known. contribution in KPI units over the window; contribution_value in currency_code =
--     roi × spend, NULL where a KPI unit has no known value. marginal_roi: money back per further money at +1 % spend. carryover_share: part caused by earlier periods' advertising.
-- identification: identified or not_identified, with the reason (zero_channel, no_spend_variation, collinear); dropped_by_penalty is a
--     reason of an identified channel whose weight is 0. What is not identified has a wide interval, or only one.
-- window_start, window_end: first and last day of the periods fitted.
create table if not exists models.mmm_channel_contributions (
    run_id string not null,
    model_id string not null,
    model_version string not null,
    estimator string not null,
    window_start date not null,
    window_end date not null,
    currency_code string,
    channel string not null,
    geo string not null,
    spend numeric,
    spend_share float64,
    contribution float64,
    contribution_low float64,
    contribution_high float64,
    contribution_value float64,
    contribution_share float64,
    roi float64,
    roi_low float64,
    roi_high float64,
    romi float64,
    marginal_roi float64,
    marginal_roi_low float64,
    marginal_roi_high float64,
    cost_per_kpi float64,
    reported_roas float64,
    carryover_share float64,
    identification string not null,
    reason string
)
