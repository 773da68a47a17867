-- step: publish
-- Every channel shows the budget that the latest run recommended, and the totals are the same money.
-- Returns: rows that differ, or that stand on one side only.
with latest_run as (
    select run_id
    from models.runs
    where model = 'budget'
        and status = 'done'
    qualify row_number() over (order by as_of desc, ended_at desc, run_id desc) = 1
),

run_rows as (
    select mmm_budget_optimization.*
    from models.mmm_budget_optimization as mmm_budget_optimization
    inner join latest_run
        on mmm_budget_optimization.run_id = latest_run.run_id
),

truth as (
    select
        model_id,
        channel,
        1 as row_count,
        current_spend,
        optimal_spend,
        min_spend,
        max_spend,
        expected_revenue,
    from run_rows
),

reported as (
    select
        model_id,
        channel,
        1 as row_count,
        current_spend,
        optimal_spend,
        min_spend,
        max_spend,
        expected_revenue,
    from reporting.rpt_budget_plan
)

select
    coalesce(truth.model_id, reported.model_id) as model_id,
    coalesce(truth.channel, reported.channel) as channel,
    truth.row_count as row_count,
    reported.row_count as reported_row_count,
    truth.current_spend as current_spend,
    reported.current_spend as reported_current_spend,
    truth.optimal_spend as optimal_spend,
    reported.optimal_spend as reported_optimal_spend,
    truth.min_spend as min_spend,
    reported.min_spend as reported_min_spend,
    truth.max_spend as max_spend,
    reported.max_spend as reported_max_spend,
    truth.expected_revenue as expected_revenue,
    reported.expected_revenue as reported_expected_revenue,
from truth
full outer join reported
    on truth.model_id = reported.model_id
    and truth.channel = reported.channel
where coalesce(truth.row_count, 0) != coalesce(reported.row_count, 0)
    or coalesce(truth.current_spend, 0) != coalesce(reported.current_spend, 0)
    or coalesce(truth.optimal_spend, 0) != coalesce(reported.optimal_spend, 0)
    or coalesce(truth.min_spend, 0) != coalesce(reported.min_spend, 0)
    or coalesce(truth.max_spend, 0) != coalesce(reported.max_spend, 0)
    or coalesce(truth.expected_revenue, 0) != coalesce(reported.expected_revenue, 0)
