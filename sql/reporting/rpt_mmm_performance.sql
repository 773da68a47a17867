-- How well the latest marketing-mix model explains and forecasts, beside seasonal naive and a model without media.
-- Grain: one row per model_id and split (all, train, test, fold_1 …) of the latest done run; date_day = last day of the fitted periods.
-- mae and rmse in KPI units; the rest shares and ratios.
create or replace view reporting.rpt_mmm_performance as
with mmm_model_performance as (
    select *
    from models.mmm_model_performance
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
        mmm_model_performance.window_end as date_day,
        mmm_model_performance.model_id,
        mmm_model_performance.split,
        mmm_model_performance.model_type,
        mmm_model_performance.r2,
        mmm_model_performance.nrmse,
        mmm_model_performance.mape,
        mmm_model_performance.wmape,
        mmm_model_performance.mae,
        mmm_model_performance.rmse,
        mmm_model_performance.n_samples,
        mmm_model_performance.regularization_alpha,
        mmm_model_performance.l1_ratio,
        mmm_model_performance.durbin_watson,
        mmm_model_performance.coverage_90,
        mmm_model_performance.wmape_seasonal_naive,
        mmm_model_performance.wmape_no_media,
        mmm_model_performance.decomp_rssd,
        mmm_model_performance.mape_lift,
        cast(mmm_model_performance.window_start as string) as window_start,
        mmm_model_performance.estimator,
        mmm_model_performance.run_id,
        mmm_model_performance.model_version,
    from mmm_model_performance
    inner join latest_run
        on mmm_model_performance.run_id = latest_run.run_id
)

select *
from final
