-- Purpose: how likely each open lead is to be won.
-- Grain: one row per run and lead_id. Append only.
-- will_convert_probability: chance of being won within horizon_days after score_at, 0–1; NULL where too little is known. _low, _high: 90 %
-- limits. score: log odds before calibration, for ranks. decile: 1 = best. conversion_likelihood: Hot, Warm, Cold by odds over base odds.
-- base_rate: share won in training. expected_value: probability × value of a won deal of the lead's project, in currency_code.
-- reasons_json: [{feature, value, log_odds}], three up and two down. point_in_time: features use only what was known before score_at.
-- estimator: logistic, heuristic, base_rate. status: done; refused = the model may not be shown, reason says why, the estimator is what is
-- shown instead; not_scored = this lead is outside what can be scored.
create table if not exists models.lead_scores (
    run_id string not null,
    model string not null,
    model_version string not null,
    lead_id string not null,
    score_at timestamp not null,
    stage string,
    horizon_days int64 not null,
    point_in_time bool not null,
    will_convert_probability float64,
    will_convert_probability_low float64,
    will_convert_probability_high float64,
    score float64,
    decile int64,
    conversion_likelihood string,
    base_rate float64,
    expected_value numeric,
    currency_code string,
    reasons_json string not null,
    estimator string,
    window_start date,
    window_end date,
    status string not null,
    reason string
)
