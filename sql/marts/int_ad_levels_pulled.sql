-- Ad days that Google Ads and Facebook Ads report, at each level.
-- Grain: one row per platform, account_id, date_day, campaign_id, currency_code, level (1 campaign, 2 ad group, 3 ad), ad_group_id, ad_id.
-- Units: money in currency_code; date_day is the account's local day. Devices and networks are summed.
-- stated_campaign_name: as Facebook's result rows name it; Google's name none.
-- reach is Facebook's own for the entity and day; it is not additive. Facebook's conversions are of the account's primary action.
create or replace view marts.int_ad_levels_pulled as
with google_campaigns as (
    select *
    from staging.stg_google_ads__campaign_daily
),

google_ad_groups as (
    select *
    from staging.stg_google_ads__ad_group_daily
),

google_ads as (
    select *
    from staging.stg_google_ads__ad_daily
),

facebook_campaigns as (
    select *
    from staging.stg_facebook_ads__campaign_daily
),

facebook_ads as (
    select *
    from staging.stg_facebook_ads__ad_daily
),

united as (
    select
        'google_ads' as platform, 1 as level, account_id, date_day, campaign_id,
        cast(null as string) as ad_group_id, cast(null as string) as ad_id, currency_code, account_time_zone, loaded_at,
        cast(null as string) as stated_campaign_name,
        spend, impressions, clicks, cast(null as int64) as link_clicks, video_views, cast(null as int64) as engagements,
        cast(null as int64) as reach, conversions, conversion_value, view_through_conversions,
    from google_campaigns
    union all
    select
        'google_ads' as platform, 2 as level, account_id, date_day, campaign_id,
        ad_group_id, cast(null as string) as ad_id, currency_code, account_time_zone, loaded_at,
        cast(null as string) as stated_campaign_name,
        spend, impressions, clicks, cast(null as int64) as link_clicks, video_views, cast(null as int64) as engagements,
        cast(null as int64) as reach, conversions, conversion_value, view_through_conversions,
    from google_ad_groups
    union all
    select
        'google_ads' as platform, 3 as level, account_id, date_day, campaign_id,
        ad_group_id, ad_id, currency_code, account_time_zone, loaded_at,
        cast(null as string) as stated_campaign_name,
        spend, impressions, clicks, cast(null as int64) as link_clicks, video_views, cast(null as int64) as engagements,
        cast(null as int64) as reach, conversions, conversion_value, view_through_conversions,
    from google_ads
    union all
    select
        'facebook_ads' as platform, 1 as level, account_id, date_day, campaign_id,
        cast(null as string) as ad_group_id, cast(null as string) as ad_id, currency_code, account_time_zone, loaded_at,
        campaign_name as stated_campaign_name,
        spend, impressions, clicks, link_clicks, video_views, engagements,
        reach, conversions, conversion_value, view_through_conversions,
    from facebook_campaigns
    union all
    select
        'facebook_ads' as platform, 3 as level, account_id, date_day, campaign_id,
        ad_group_id, ad_id, currency_code, account_time_zone, loaded_at,
        campaign_name as stated_campaign_name,
        spend, impressions, clicks, link_clicks, video_views, engagements,
        reach, conversions, conversion_value, view_through_conversions,
    from facebook_ads
),

final as (
    select
        platform,
        level,
        account_id,
        date_day,
        campaign_id,
        ad_group_id,
        ad_id,
        coalesce(currency_code, 'XXX') as currency_code,
        min(account_time_zone) as account_time_zone,
        max(loaded_at) as loaded_at,
        min(stated_campaign_name) as stated_campaign_name,
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
    from united
    where date_day is not null
        and account_id is not null
        and campaign_id is not null
    group by platform, level, account_id, date_day, campaign_id, ad_group_id, ad_id, coalesce(currency_code, 'XXX')
)

select *
from final
