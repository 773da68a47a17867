-- What other total budgets would bring, by the latest budget run.
-- Grain: one row per model_id and scenario_level (1.1 = 110 % of today's) of the latest done run; date_day = last day of the fitted periods.
-- Money in currency_code over the horizon; gain is over today's split of the same total. Infeasible levels give the reason.
create or replace view reporting.rpt_budget_scenarios as
with mmm_budget_scenarios as (
    select *
    from models.mmm_budget_scenarios
),

latest_run as (
    select run_id
    from models.runs
    where model = 'budget'
        and status = 'done'
    qualify row_number() over (order by as_of desc, ended_at desc, run_id desc) = 1
),

final as (
    select
        mmm_budget_scenarios.window_end as date_day,
        mmm_budget_scenarios.model_id,
        mmm_budget_scenarios.scenario_level,
        mmm_budget_scenarios.currency_code,
        mmm_budget_scenarios.total_budget,
        mmm_budget_scenarios.predicted_kpi,
        mmm_budget_scenarios.predicted_revenue,
        mmm_budget_scenarios.predicted_revenue_low,
        mmm_budget_scenarios.predicted_revenue_high,
        mmm_budget_scenarios.expected_roi,
        mmm_budget_scenarios.gain,
        mmm_budget_scenarios.gain_low,
        mmm_budget_scenarios.gain_high,
        mmm_budget_scenarios.gain_probability,
        mmm_budget_scenarios.optimality_gap,
        mmm_budget_scenarios.is_extrapolated,
        mmm_budget_scenarios.status,
        mmm_budget_scenarios.reason,
        cast(mmm_budget_scenarios.window_start as string) as window_start,
        mmm_budget_scenarios.estimator,
        mmm_budget_scenarios.run_id,
        mmm_budget_scenarios.model_version,
    from mmm_budget_scenarios
    inner join latest_run
        on mmm_budget_scenarios.run_id = latest_run.run_id
)

select *
from final
