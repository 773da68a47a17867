-- Weights of the regression of the latest marketing-mix model.
-- Grain: one row per model_id and feature of the latest done run; date_day = last day of the fitted periods.
-- coefficient in KPI units per unit of the column; _low, _high: 90 % limits.
create or replace view reporting.rpt_mmm_coefficients as
with mmm_model_coefficients as (
    select *
    from models.mmm_model_coefficients
),

latest_run as (
    select run_id
    from models.runs
    where model = 'mmm'
        and status = 'done'
    qualify row_number() over (order by as_of desc, ended_at desc, run_id desc) = 1
),

final as (
    select
        mmm_model_coefficients.window_end as date_day,
        mmm_model_coefficients.model_id,
        mmm_model_coefficients.feature,
        mmm_model_coefficients.feature_type,
        mmm_model_coefficients.sign,
        mmm_model_coefficients.coefficient,
        mmm_model_coefficients.coefficient_scaled,
        mmm_model_coefficients.coefficient_low,
        mmm_model_coefficients.coefficient_high,
        cast(mmm_model_coefficients.window_start as string) as window_start,
        mmm_model_coefficients.estimator,
        mmm_model_coefficients.run_id,
        mmm_model_coefficients.model_version,
    from mmm_model_coefficients
    inner join latest_run
        on mmm_model_coefficients.run_id = latest_run.run_id
)

select *
from final
