-- step: publish
-- Every column of the model shows its coefficient of the latest fit.
-- Returns: rows that differ, or that stand on one side only.
with latest_run as (
    select run_id
    from models.runs
    where model = 'mmm'
        and status = 'done'
    qualify row_number() over (order by as_of desc, ended_at desc, run_id desc) = 1
),

run_rows as (
    select mmm_model_coefficients.*
    from models.mmm_model_coefficients as mmm_model_coefficients
    inner join latest_run
        on mmm_model_coefficients.run_id = latest_run.run_id
),

truth as (
    select
        model_id,
        feature,
        1 as row_count,
        coefficient,
        coefficient_low,
        coefficient_high,
    from run_rows
),

reported as (
    select
        model_id,
        feature,
        1 as row_count,
        coefficient,
        coefficient_low,
        coefficient_high,
    from reporting.rpt_mmm_coefficients
)

select
    coalesce(truth.model_id, reported.model_id) as model_id,
    coalesce(truth.feature, reported.feature) as feature,
    truth.row_count as row_count,
    reported.row_count as reported_row_count,
    truth.coefficient as coefficient,
    reported.coefficient as reported_coefficient,
    truth.coefficient_low as coefficient_low,
    reported.coefficient_low as reported_coefficient_low,
    truth.coefficient_high as coefficient_high,
    reported.coefficient_high as reported_coefficient_high,
from truth
full outer join reported
    on truth.model_id = reported.model_id
    and truth.feature = reported.feature
where coalesce(truth.row_count, 0) != coalesce(reported.row_count, 0)
    or coalesce(truth.coefficient, 0) != coalesce(reported.coefficient, 0)
    or coalesce(truth.coefficient_low, 0) != coalesce(reported.coefficient_low, 0)
    or coalesce(truth.coefficient_high, 0) != coalesce(reported.coefficient_high, 0)
