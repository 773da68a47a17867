-- Ad results by where ads were shown, as Google Ads and Facebook Ads report them.
-- Grain: one row per platform, account_id, date_day, campaign_id, currency_code, placement, position, device.
-- placement: Google's network, Facebook's publisher platform; position: Facebook's, NULL for Google; device: as the platform names it.
-- Units: money in currency_code.
create or replace view marts.int_placement_parts as
with google_campaigns as (
    select *
    from staging.stg_google_ads__campaign_daily
),

facebook_placements as (
    select *
    from staging.stg_facebook_ads__placement_daily
),

united as (
    select
        'google_ads' as platform, account_id, date_day, campaign_id, currency_code,
        ad_network_type as placement, cast(null as string) as position, device,
        spend, impressions, clicks, conversions, conversion_value,
    from google_campaigns
    union all
    select
        'facebook_ads' as platform, account_id, date_day, campaign_id, currency_code,
        publisher_platform as placement, platform_position as position, impression_device as device,
        spend, impressions, clicks, conversions, conversion_value,
    from facebook_placements
),

final as (
    select
        platform,
        account_id,
        date_day,
        campaign_id,
        coalesce(currency_code, 'XXX') as currency_code,
        placement,
        position,
        device,
        sum(spend) as spend,
        sum(impressions) as impressions,
        sum(clicks) as clicks,
        sum(conversions) as conversions,
        sum(conversion_value) as conversion_value,
    from united
    where date_day is not null
        and account_id is not null
        and campaign_id is not null
    group by
        platform, account_id, date_day, campaign_id, coalesce(currency_code, 'XXX'), placement, position, device
)

select *
from final
