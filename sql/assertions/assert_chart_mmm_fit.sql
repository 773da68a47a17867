-- step: publish
-- Every fitted period shows what the latest fit predicted; held-out forecasts are those of the test rows.
-- Returns: rows that differ, or that stand on one side only.
with latest_run as (
    select run_id
    from models.runs
    where model = 'mmm'
        and status = 'done'
    qualify row_number() over (order by as_of desc, ended_at desc, run_id desc) = 1
),

run_rows as (
    select mmm_predictions.*
    from models.mmm_predictions as mmm_predictions
    inner join latest_run
        on mmm_predictions.run_id = latest_run.run_id
),

truth as (
    select
        split as part,
        model_id,
        geo,
        period_start as date_day,
        actual,
        predicted,
        predicted_low,
        predicted_high,
    from run_rows
    where split in ('all', 'test')
),

reported as (
    select
        'all' as part,
        model_id,
        geo,
        date_day,
        actual,
        predicted,
        predicted_low,
        predicted_high,
    from reporting.rpt_mmm_fit
    union all
    select
        'test' as part,
        model_id,
        geo,
        date_day,
        actual,
        held_out_predicted as predicted,
        held_out_predicted_low as predicted_low,
        held_out_predicted_high as predicted_high,
    from reporting.rpt_mmm_fit
    where held_out_predicted is not null
)

select
    coalesce(truth.part, reported.part) as part,
    coalesce(truth.model_id, reported.model_id) as model_id,
    coalesce(truth.geo, reported.geo) as geo,
    coalesce(truth.date_day, reported.date_day) as date_day,
    truth.actual as actual,
    reported.actual as reported_actual,
    truth.predicted as predicted,
    reported.predicted as reported_predicted,
    truth.predicted_low as predicted_low,
    reported.predicted_low as reported_predicted_low,
    truth.predicted_high as predicted_high,
    reported.predicted_high as reported_predicted_high,
from truth
full outer join reported
    on truth.part = reported.part
    and truth.model_id = reported.model_id
    and truth.geo = reported.geo
    and truth.date_day = reported.date_day
where coalesce(truth.actual, 0) != coalesce(reported.actual, 0)
    or coalesce(truth.predicted, 0) != coalesce(reported.predicted, 0)
    or coalesce(truth.predicted_low, 0) != coalesce(reported.predicted_low, 0)
    or coalesce(truth.predicted_high, 0) != coalesce(reported.predicted_high, 0)
