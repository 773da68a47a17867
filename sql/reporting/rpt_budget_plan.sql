-- The recommended split of today's budget, by the latest budget run.
-- Grain: one row per model_id and channel of the latest done run; date_day = last day of the model's fitted periods.
-- Money in currency_code over the horizon (horizon_start … horizon_end). decision hold: keep the current spend, the reason says why.
-- What a held channel is expected to bring is NULL: its effect is not identified.
create or replace view reporting.rpt_budget_plan as
with mmm_budget_optimization as (
    select *
    from models.mmm_budget_optimization
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
        mmm_budget_optimization.window_end as date_day,
        mmm_budget_optimization.model_id,
        mmm_budget_optimization.channel,
        mmm_budget_optimization.decision,
        mmm_budget_optimization.binding,
        mmm_budget_optimization.currency_code,
        mmm_budget_optimization.current_spend,
        mmm_budget_optimization.optimal_spend,
        mmm_budget_optimization.min_spend,
        mmm_budget_optimization.max_spend,
        mmm_budget_optimization.current_share,
        mmm_budget_optimization.optimal_share,
        mmm_budget_optimization.expected_kpi,
        mmm_budget_optimization.expected_kpi_low,
        mmm_budget_optimization.expected_kpi_high,
        mmm_budget_optimization.expected_revenue,
        mmm_budget_optimization.revenue_increase_share,
        mmm_budget_optimization.marginal_roi,
        mmm_budget_optimization.reason,
        cast(mmm_budget_optimization.horizon_start as string) as horizon_start,
        cast(mmm_budget_optimization.horizon_end as string) as horizon_end,
        cast(mmm_budget_optimization.window_start as string) as window_start,
        mmm_budget_optimization.estimator,
        mmm_budget_optimization.run_id,
        mmm_budget_optimization.model_version,
    from mmm_budget_optimization
    inner join latest_run
        on mmm_budget_optimization.run_id = latest_run.run_id
)

select *
from final
