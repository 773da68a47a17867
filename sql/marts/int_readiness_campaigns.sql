-- Counts about campaigns, money and days that say what models the data allow.
-- Grain: one row per measure. value: a count, or a share of 0–1; NULL = no source holds it.
-- completed_campaigns: ended, or without spend in the last 28 days, with spend, impressions, clicks and a result. Months are of 30.4375 days.
-- mmm_periods: days or weeks with a final KPI, of the marketing-mix model that has most.
create or replace view marts.int_readiness_campaigns as
with campaign_daily as (
    select *
    from marts.fct_campaign_daily
),

campaigns as (
    select *
    from marts.dim_campaign
    where is_current
),

ad_daily as (
    select *
    from marts.fct_ad_daily
    where ad_id is not null
        and ad_id != '(unallocated)'
),

external_series as (
    select *
    from marts.fct_external_series
),

mmm_input as (
    select *
    from marts.fct_mmm_input
    where series_kind = 'kpi'
        and is_final
),

settings as (
    select *
    from marts.int_settings
),

mmm_periods as (
    select
        model_id,
        count(distinct period_start) as periods,
    from mmm_input
    group by model_id
),

per_campaign as (
    select
        campaign_daily.platform,
        campaign_daily.account_id,
        campaign_daily.campaign_id,
        max(campaign_daily.date_day) < date_sub(max(settings.as_of), interval 28 day) as is_quiet,
        coalesce(sum(campaign_daily.spend), 0) > 0 as has_spend,
        coalesce(sum(campaign_daily.impressions), 0) > 0
        and coalesce(sum(campaign_daily.clicks), 0) > 0
        and (sum(campaign_daily.conversions) is not null or sum(campaign_daily.conversion_value) is not null) as has_metrics,
    from campaign_daily
    cross join settings
    group by campaign_daily.platform, campaign_daily.account_id, campaign_daily.campaign_id
),

ad_counts as (
    select
        ad_id,
        coalesce(sum(engagements), 0) > 0 or coalesce(sum(clicks), 0) > 0 as has_engagement,
    from ad_daily
    group by ad_id
),

measures as (
    select
        'campaigns' as measure,
        cast(nullif(countif(has_spend), 0) as float64) as value,
    from per_campaign
    union all
    select
        'completed_campaigns' as measure,
        if(count(*) = 0, null, cast(countif(has_spend and has_metrics and is_quiet) as float64)) as value,
    from per_campaign
    union all
    select
        'campaigns_with_budget' as measure,
        cast(nullif(countif(daily_budget is not null or lifetime_budget is not null), 0) as float64) as value,
    from campaigns
    union all
    select
        'product_categories' as measure,
        cast(nullif(count(distinct product_category), 0) as float64) as value,
    from campaigns
    union all
    select
        'ads_with_engagement' as measure,
        if(count(*) = 0, null, cast(countif(has_engagement) as float64)) as value,
    from ad_counts
    union all
    select
        'spend_days' as measure,
        cast(nullif(count(distinct if(spend > 0, date_day, null)), 0) as float64) as value,
    from campaign_daily
    union all
    select
        'spend_months' as measure,
        date_diff(max(if(spend > 0, date_day, null)), min(if(spend > 0, date_day, null)), day) / 30.4375 as value,
    from campaign_daily
    union all
    select
        'external_series' as measure,
        cast(nullif(count(distinct series), 0) as float64) as value,
    from external_series
    union all
    select
        'mmm_periods' as measure,
        cast(max(periods) as float64) as value,
    from mmm_periods
    union all
    select
        'rows_without_spend_share' as measure,
        safe_divide(countif(spend is null), count(*)) as value,
    from campaign_daily
),

final as (
    select *
    from measures
)

select *
from final
