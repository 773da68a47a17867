-- What each channel caused, by the latest marketing-mix model.
-- Grain: one row per model_id, channel, geo of the latest done run; date_day = last day of the fitted periods.
-- contribution in KPI units, contribution_value and spend in currency_code; shares 0–1; _low, _high: 90 % limits. reported_roas is the
-- platforms' claim, beside the model's roi. not_identified channels give their reason.
create or replace view reporting.rpt_mmm_channels as
with mmm_channel_contributions as (
    select *
    from models.mmm_channel_contributions
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
        mmm_channel_contributions.window_end as date_day,
        mmm_channel_contributions.model_id,
        mmm_channel_contributions.channel,
        mmm_channel_contributions.geo,
        mmm_channel_contributions.currency_code,
        mmm_channel_contributions.spend,
        mmm_channel_contributions.spend_share,
        mmm_channel_contributions.contribution,
        mmm_channel_contributions.contribution_low,
        mmm_channel_contributions.contribution_high,
        mmm_channel_contributions.contribution_value,
        mmm_channel_contributions.contribution_share,
        mmm_channel_contributions.roi,
        mmm_channel_contributions.roi_low,
        mmm_channel_contributions.roi_high,
        mmm_channel_contributions.romi,
        mmm_channel_contributions.marginal_roi,
        mmm_channel_contributions.marginal_roi_low,
        mmm_channel_contributions.marginal_roi_high,
        mmm_channel_contributions.cost_per_kpi,
        mmm_channel_contributions.reported_roas,
        mmm_channel_contributions.carryover_share,
        mmm_channel_contributions.identification,
        mmm_channel_contributions.reason,
        cast(mmm_channel_contributions.window_start as string) as window_start,
        mmm_channel_contributions.estimator,
        mmm_channel_contributions.run_id,
        mmm_channel_contributions.model_version,
    from mmm_channel_contributions
    inner join latest_run
        on mmm_channel_contributions.run_id = latest_run.run_id
)

select *
from final
