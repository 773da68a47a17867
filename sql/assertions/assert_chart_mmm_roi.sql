-- step: publish
-- Every channel shows the return that the latest fit wrote.
-- Returns: rows that differ, or that stand on one side only.
with latest_run as (
    select run_id
    from models.runs
    where model = 'mmm'
        and status = 'done'
    qualify row_number() over (order by as_of desc, ended_at desc, run_id desc) = 1
),

run_rows as (
    select mmm_channel_contributions.*
    from models.mmm_channel_contributions as mmm_channel_contributions
    inner join latest_run
        on mmm_channel_contributions.run_id = latest_run.run_id
),

truth as (
    select
        model_id,
        geo,
        channel,
        1 as row_count,
        roi,
        roi_low,
        roi_high,
        marginal_roi,
        reported_roas,
    from run_rows
),

reported as (
    select
        model_id,
        geo,
        channel,
        1 as row_count,
        roi,
        roi_low,
        roi_high,
        marginal_roi,
        reported_roas,
    from reporting.rpt_mmm_channels
)

select
    coalesce(truth.model_id, reported.model_id) as model_id,
    coalesce(truth.geo, reported.geo) as geo,
    coalesce(truth.channel, reported.channel) as channel,
    truth.row_count as row_count,
    reported.row_count as reported_row_count,
    truth.roi as roi,
    reported.roi as reported_roi,
    truth.roi_low as roi_low,
    reported.roi_low as reported_roi_low,
    truth.roi_high as roi_high,
    reported.roi_high as reported_roi_high,
    truth.marginal_roi as marginal_roi,
    reported.marginal_roi as reported_marginal_roi,
    truth.reported_roas as reported_roas,
    reported.reported_roas as reported_reported_roas,
from truth
full outer join reported
    on truth.model_id = reported.model_id
    and truth.geo = reported.geo
    and truth.channel = reported.channel
where coalesce(truth.row_count, 0) != coalesce(reported.row_count, 0)
    or coalesce(truth.roi, 0) != coalesce(reported.roi, 0)
    or coalesce(truth.roi_low, 0) != coalesce(reported.roi_low, 0)
    or coalesce(truth.roi_high, 0) != coalesce(reported.roi_high, 0)
    or coalesce(truth.marginal_roi, 0) != coalesce(reported.marginal_roi, 0)
    or coalesce(truth.reported_roas, 0) != coalesce(reported.reported_roas, 0)
