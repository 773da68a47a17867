-- Ad results over periods of several days, or of no stated period: what files without days report.
-- Grain: one row per period, platform, account_id, campaign_id, level and the file's other dimensions, currency_code.
-- Never added to days. Levels are not added to each other: filter on level.
-- date_day is the day up to which data are known (as_of); period_start and period_end are text, NULL where the file names none.
-- Units: money in currency_code; rates 0-1; cpm per 1000. Ratio parts as in rpt_performance_daily.
-- stated_… are the file's own ratios; <ratio>_difference = stated less computed. Leads as in int_ad_periods; revenue as reported.
create or replace view reporting.rpt_performance_periods as
with periods as (
    select *
    from marts.int_ad_periods
),

settings as (
    select *
    from marts.int_settings
),

computed as (
    select
        settings.as_of as date_day,
        cast(periods.period_start as string) as period_start,
        cast(periods.period_end as string) as period_end,
        periods.* except (period_start, period_end, level, campaign_name),
        coalesce(periods.campaign_name, periods.campaign_id) as campaign,
        case periods.level
            when 1 then 'campaign'
            when 2 then 'ad_group'
            else 'ad'
        end as level,
        periods.conversion_value as revenue,
        'reported' as revenue_basis,
        safe_divide(cast(periods.ctr_clicks as float64), cast(periods.ctr_impressions as float64)) as ctr,
        safe_divide(cast(periods.cpc_spend as float64), cast(periods.cpc_clicks as float64)) as cpc,
        1000 * safe_divide(cast(periods.cpm_spend as float64), cast(periods.cpm_impressions as float64)) as cpm,
        safe_divide(periods.conversion_rate_conversions, cast(periods.conversion_rate_clicks as float64)) as conversion_rate,
        safe_divide(cast(periods.cpa_spend as float64), periods.cpa_conversions) as cpa,
        safe_divide(cast(periods.spend as float64), cast(periods.leads as float64)) as cpl,
        safe_divide(cast(periods.spend as float64), cast(periods.mqls as float64)) as cost_per_mql,
        safe_divide(cast(periods.spend as float64), cast(periods.sqls as float64)) as cost_per_sql,
        safe_divide(cast(periods.spend as float64), cast(periods.won_deals as float64)) as cac,
        safe_divide(
            cast(periods.platform_roas_conversion_value as float64),
            cast(periods.platform_roas_spend as float64)
        ) as platform_roas,
        safe_divide(cast(periods.mqls as float64), cast(periods.leads as float64)) as qualified_rate,
        safe_divide(
            cast(periods.won_deals as float64),
            cast(periods.won_deals + periods.lost_deals as float64)
        ) as win_rate,
        safe_divide(cast(periods.spend as float64), cast(periods.video_views as float64)) as cpv,
        safe_divide(cast(periods.video_views as float64), cast(periods.impressions as float64)) as view_rate,
        safe_divide(cast(periods.impressions as float64), cast(periods.reach as float64)) as frequency,
    from periods
    cross join settings
),

final as (
    select
        *,
        platform_roas as roas,
        platform_roas - 1 as romi,
        stated_ctr - ctr as ctr_difference,
        stated_cpl - cpl as cpl_difference,
        stated_qualified_rate - qualified_rate as qualified_rate_difference,
    from computed
)

select *
from final
