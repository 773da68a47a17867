-- materialize: table
-- Ad groups and ads by day, as their own level reports them.
-- Grain: one row per date_day, platform, account_id, campaign_id, currency_code, level (2 ad group, 3 ad), ad_group_id, ad_id.
-- "(unallocated)" stands for an id that the row does not name. Units: money in currency_code.
-- allocated_<measure>: what the row takes from the level above it; NULL where the campaign does not know the measure.
-- group_has_own_row: the ad's ad group is also reported as a row of its own that day.
-- Dropped: campaign rows, breakdowns that do not count, rows in a currency in which the campaign has no counted row.
create or replace view marts.int_ad_entities_daily as
with ad_spend as (
    select
        *,
        coalesce(ad_group_id, '(unallocated)') as ad_group_key,
        if(counted_level = 3, coalesce(ad_id, '(unallocated)'), '(unallocated)') as ad_key,
    from marts.int_ad_spend_unioned
    where is_split_kept
        and counted_level >= 2
),

campaign_daily as (
    select *
    from marts.fct_campaign_daily
),

entities as (
    select
        date_day,
        platform,
        account_id,
        campaign_id,
        currency_code,
        counted_level as level,
        ad_group_key as ad_group_id,
        ad_key as ad_id,
        min(ad_group_name) as ad_group_name,
        min(ad_name) as ad_name,
        sum(spend) as spend,
        sum(impressions) as impressions,
        sum(clicks) as clicks,
        sum(link_clicks) as link_clicks,
        sum(video_views) as video_views,
        sum(engagements) as engagements,
        if(count(*) = 1, max(reach), null) as reach,
        sum(conversions) as conversions,
        sum(conversion_value) as conversion_value,
        sum(view_through_conversions) as view_through_conversions,
        sum(platform_leads) as platform_leads,
    from ad_spend
    group by date_day, platform, account_id, campaign_id, currency_code, counted_level, ad_group_key, ad_key
),

reported_groups as (
    select
        date_day,
        platform,
        account_id,
        campaign_id,
        currency_code,
        ad_group_id,
    from entities
    where level = 2
),

final as (
    select
        entities.*,
        entities.level = 3 and reported_groups.ad_group_id is not null as group_has_own_row,
        if(campaign_daily.spend is null, null, entities.spend) as allocated_spend,
        if(campaign_daily.impressions is null, null, entities.impressions) as allocated_impressions,
        if(campaign_daily.clicks is null, null, entities.clicks) as allocated_clicks,
        if(campaign_daily.link_clicks is null, null, entities.link_clicks) as allocated_link_clicks,
        if(campaign_daily.video_views is null, null, entities.video_views) as allocated_video_views,
        if(campaign_daily.engagements is null, null, entities.engagements) as allocated_engagements,
        if(campaign_daily.conversions is null, null, entities.conversions) as allocated_conversions,
        if(campaign_daily.conversion_value is null, null, entities.conversion_value) as allocated_conversion_value,
        if(
            campaign_daily.view_through_conversions is null, null, entities.view_through_conversions
        ) as allocated_view_through_conversions,
        if(campaign_daily.platform_leads is null, null, entities.platform_leads) as allocated_platform_leads,
    from entities
    inner join campaign_daily
        on entities.date_day = campaign_daily.date_day
        and entities.platform = campaign_daily.platform
        and entities.account_id = campaign_daily.account_id
        and entities.campaign_id = campaign_daily.campaign_id
        and entities.currency_code = campaign_daily.currency_code
    left join reported_groups
        on entities.date_day = reported_groups.date_day
        and entities.platform = reported_groups.platform
        and entities.account_id = reported_groups.account_id
        and entities.campaign_id = reported_groups.campaign_id
        and entities.currency_code = reported_groups.currency_code
        and entities.ad_group_id = reported_groups.ad_group_id
)

select *
from final
