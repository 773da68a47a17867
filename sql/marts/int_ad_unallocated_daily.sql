-- What a level of a campaign-day reports beyond its finer rows.
-- Grain: one row per date_day, platform, account_id, campaign_id, currency_code, ad_group_key ("(unallocated)" = the campaign itself).
-- Units: money in currency_code; may be negative. finer_rows = 0: the level has no finer rows, so the row is all there is.
create or replace view marts.int_ad_unallocated_daily as
with campaign_daily as (
    select *
    from marts.fct_campaign_daily
),

entities as (
    select *
    from marts.int_ad_entities_daily
),

-- What a finer level already says is taken from the level above it: the ad group where that has a row, else the campaign.
remainders as (
    select
        date_day,
        platform,
        account_id,
        campaign_id,
        currency_code,
        if(group_has_own_row, ad_group_id, '(unallocated)') as ad_group_key,
        cast(null as string) as ad_group_name,
        1 as finer_rows,
        -allocated_spend as spend,
        -allocated_impressions as impressions,
        -allocated_clicks as clicks,
        -allocated_link_clicks as link_clicks,
        -allocated_video_views as video_views,
        -allocated_engagements as engagements,
        -allocated_conversions as conversions,
        -allocated_conversion_value as conversion_value,
        -allocated_view_through_conversions as view_through_conversions,
        -allocated_platform_leads as platform_leads,
    from entities
    union all
    select
        date_day,
        platform,
        account_id,
        campaign_id,
        currency_code,
        ad_group_id as ad_group_key,
        ad_group_name,
        0 as finer_rows,
        spend,
        impressions,
        clicks,
        link_clicks,
        video_views,
        engagements,
        conversions,
        conversion_value,
        view_through_conversions,
        platform_leads,
    from entities
    where ad_id = '(unallocated)'
    union all
    select
        date_day,
        platform,
        account_id,
        campaign_id,
        currency_code,
        '(unallocated)' as ad_group_key,
        cast(null as string) as ad_group_name,
        0 as finer_rows,
        spend,
        impressions,
        clicks,
        link_clicks,
        video_views,
        engagements,
        conversions,
        conversion_value,
        view_through_conversions,
        platform_leads,
    from campaign_daily
),

final as (
    select
        date_day,
        platform,
        account_id,
        campaign_id,
        currency_code,
        ad_group_key,
        min(ad_group_name) as ad_group_name,
        sum(finer_rows) as finer_rows,
        sum(spend) as spend,
        sum(impressions) as impressions,
        sum(clicks) as clicks,
        sum(link_clicks) as link_clicks,
        sum(video_views) as video_views,
        sum(engagements) as engagements,
        sum(conversions) as conversions,
        sum(conversion_value) as conversion_value,
        sum(view_through_conversions) as view_through_conversions,
        sum(platform_leads) as platform_leads,
    from remainders
    group by date_day, platform, account_id, campaign_id, currency_code, ad_group_key
)

select *
from final
