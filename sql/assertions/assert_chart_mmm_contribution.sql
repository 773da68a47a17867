-- step: publish
-- Every channel shows the contribution that the latest fit wrote.
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
        spend,
        contribution,
        contribution_low,
        contribution_high,
        contribution_share,
        spend_share,
    from run_rows
),

reported as (
    select
        model_id,
        geo,
        channel,
        1 as row_count,
        spend,
        contribution,
        contribution_low,
        contribution_high,
        contribution_share,
        spend_share,
    from reporting.rpt_mmm_channels
)

select
    coalesce(truth.model_id, reported.model_id) as model_id,
    coalesce(truth.geo, reported.geo) as geo,
    coalesce(truth.channel, reported.channel) as channel,
    truth.row_count as row_count,
    reported.row_count as reported_row_count,
    truth.spend as spend,
    reported.spend as reported_spend,
    truth.contribution as contribution,
    reported.contribution as reported_contribution,
    truth.contribution_low as contribution_low,
    reported.contribution_low as reported_contribution_low,
    truth.contribution_high as contribution_high,
    reported.contribution_high as reported_contribution_high,
    truth.contribution_share as contribution_share,
    reported.contribution_share as reported_contribution_share,
    truth.spend_share as spend_share,
    reported.spend_share as reported_spend_share,
from truth
full outer join reported
    on truth.model_id = reported.model_id
    and truth.geo = reported.geo
    and truth.channel = reported.channel
where coalesce(truth.row_count, 0) != coalesce(reported.row_count, 0)
    or coalesce(truth.spend, 0) != coalesce(reported.spend, 0)
    or coalesce(truth.contribution, 0) != coalesce(reported.contribution, 0)
    or coalesce(truth.contribution_low, 0) != coalesce(reported.contribution_low, 0)
    or coalesce(truth.contribution_high, 0) != coalesce(reported.contribution_high, 0)
    or coalesce(truth.contribution_share, 0) != coalesce(reported.contribution_share, 0)
    or coalesce(truth.spend_share, 0) != coalesce(reported.spend_share, 0)
