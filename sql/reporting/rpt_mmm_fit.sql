-- The KPI as it was and as the latest marketing-mix model has it.
-- Grain: one row per model_id, geo and period of the latest done run; date_day = first day of the period.
-- KPI units. predicted is the sum of the model's parts, _low and _high its 90 % predictive limits; held_out_predicted: forecast by the fit
-- that had not seen the period, NULL in the first part. incremental_outcome: predicted above the baseline (advertising,
-- organic series, treatments).
create or replace view reporting.rpt_mmm_fit as
with mmm_predictions as (
    select *
    from models.mmm_predictions
),

latest_run as (
    select run_id
    from models.runs
    where model = 'mmm'
        and status = 'done'
    qualify row_number() over (order by as_of desc, ended_at desc, run_id desc) = 1
),

latest as (
    select mmm_predictions.*
    from mmm_predictions
    inner join latest_run
        on mmm_predictions.run_id = latest_run.run_id
),

final as (
    select
        fitted.period_start as date_day,
        fitted.model_id,
        fitted.geo,
        fitted.actual,
        fitted.predicted,
        fitted.predicted_low,
        fitted.predicted_high,
        fitted.error,
        fitted.baseline,
        fitted.predicted - fitted.baseline as incremental_outcome,
        held_out.predicted as held_out_predicted,
        held_out.predicted_low as held_out_predicted_low,
        held_out.predicted_high as held_out_predicted_high,
        fitted.estimator,
        fitted.run_id,
        fitted.model_version,
    from latest as fitted
    left join latest as held_out
        on fitted.run_id = held_out.run_id
        and fitted.model_id = held_out.model_id
        and fitted.geo = held_out.geo
        and fitted.period_start = held_out.period_start
        and held_out.split = 'test'
    where fitted.split = 'all'
)

select *
from final
