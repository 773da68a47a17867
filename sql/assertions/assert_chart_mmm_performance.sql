-- step: publish
-- Every split shows the quality that the latest fit measured.
-- Returns: rows that differ, or that stand on one side only.
with latest_run as (
    select run_id
    from models.runs
    where model = 'mmm'
        and status = 'done'
    qualify row_number() over (order by as_of desc, ended_at desc, run_id desc) = 1
),

run_rows as (
    select mmm_model_performance.*
    from models.mmm_model_performance as mmm_model_performance
    inner join latest_run
        on mmm_model_performance.run_id = latest_run.run_id
),

truth as (
    select
        model_id,
        split,
        model_type,
        1 as row_count,
        n_samples,
        r2,
        wmape,
        mape,
        nrmse,
    from run_rows
),

reported as (
    select
        model_id,
        split,
        model_type,
        1 as row_count,
        n_samples,
        r2,
        wmape,
        mape,
        nrmse,
    from reporting.rpt_mmm_performance
)

select
    coalesce(truth.model_id, reported.model_id) as model_id,
    coalesce(truth.split, reported.split) as split,
    coalesce(truth.model_type, reported.model_type) as model_type,
    truth.row_count as row_count,
    reported.row_count as reported_row_count,
    truth.n_samples as n_samples,
    reported.n_samples as reported_n_samples,
    truth.r2 as r2,
    reported.r2 as reported_r2,
    truth.wmape as wmape,
    reported.wmape as reported_wmape,
    truth.mape as mape,
    reported.mape as reported_mape,
    truth.nrmse as nrmse,
    reported.nrmse as reported_nrmse,
from truth
full outer join reported
    on truth.model_id = reported.model_id
    and truth.split = reported.split
    and truth.model_type = reported.model_type
where coalesce(truth.row_count, 0) != coalesce(reported.row_count, 0)
    or coalesce(truth.n_samples, 0) != coalesce(reported.n_samples, 0)
    or coalesce(truth.r2, 0) != coalesce(reported.r2, 0)
    or coalesce(truth.wmape, 0) != coalesce(reported.wmape, 0)
    or coalesce(truth.mape, 0) != coalesce(reported.mape, 0)
    or coalesce(truth.nrmse, 0) != coalesce(reported.nrmse, 0)
