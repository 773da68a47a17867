-- step: publish
-- Every scenario shows what the latest run computed.
-- Returns: rows that differ, or that stand on one side only.
with latest_run as (
    select run_id
    from models.runs
    where model = 'budget'
        and status = 'done'
    qualify row_number() over (order by as_of desc, ended_at desc, run_id desc) = 1
),

run_rows as (
    select mmm_budget_scenarios.*
    from models.mmm_budget_scenarios as mmm_budget_scenarios
    inner join latest_run
        on mmm_budget_scenarios.run_id = latest_run.run_id
),

truth as (
    select
        model_id,
        scenario_level,
        1 as row_count,
        total_budget,
        predicted_revenue,
        gain,
        gain_low,
        gain_high,
    from run_rows
),

reported as (
    select
        model_id,
        scenario_level,
        1 as row_count,
        total_budget,
        predicted_revenue,
        gain,
        gain_low,
        gain_high,
    from reporting.rpt_budget_scenarios
)

select
    coalesce(truth.model_id, reported.model_id) as model_id,
    coalesce(truth.scenario_level, reported.scenario_level) as scenario_level,
    truth.row_count as row_count,
    reported.row_count as reported_row_count,
    truth.total_budget as total_budget,
    reported.total_budget as reported_total_budget,
    truth.predicted_revenue as predicted_revenue,
    reported.predicted_revenue as reported_predicted_revenue,
    truth.gain as gain,
    reported.gain as reported_gain,
    truth.gain_low as gain_low,
    reported.gain_low as reported_gain_low,
    truth.gain_high as gain_high,
    reported.gain_high as reported_gain_high,
from truth
full outer join reported
    on truth.model_id = reported.model_id
    and truth.scenario_level = reported.scenario_level
where coalesce(truth.row_count, 0) != coalesce(reported.row_count, 0)
    or coalesce(truth.total_budget, 0) != coalesce(reported.total_budget, 0)
    or coalesce(truth.predicted_revenue, 0) != coalesce(reported.predicted_revenue, 0)
    or coalesce(truth.gain, 0) != coalesce(reported.gain, 0)
    or coalesce(truth.gain_low, 0) != coalesce(reported.gain_low, 0)
    or coalesce(truth.gain_high, 0) != coalesce(reported.gain_high, 0)
