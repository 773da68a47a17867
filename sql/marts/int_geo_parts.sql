-- Ad results by country and by region, as Google Ads and Facebook Ads report them.
-- Grain: one row per geo_level (country, region), platform, account_id, date_day, campaign_id, currency_code, country_code, region, location_kind.
-- Each level splits the same spend: levels are never added. Facebook names regions without their country (country_code NULL) and no
-- conversions off Facebook by region (NULL). Google names places by id: an id without a name stands for itself.
-- location_kind: of Google where people were (LOCATION_OF_PRESENCE) or what they looked for (AREA_OF_INTEREST); NULL for Facebook.
-- Units: money in currency_code.
create or replace view marts.int_geo_parts as
with google_geo as (
    select *
    from staging.stg_google_ads__geo_daily
),

places as (
    select
        geo_target_constant_id,
        min(country_code) as country_code,
        min(geo_target_name) as geo_target_name,
    from staging.stg_google_ads__geo_target_constants
    where is_current
    group by geo_target_constant_id
),

facebook_countries as (
    select *
    from staging.stg_facebook_ads__country_daily
),

facebook_regions as (
    select *
    from staging.stg_facebook_ads__region_daily
),

united as (
    select
        level.geo_level,
        'google_ads' as platform,
        google_geo.account_id,
        google_geo.date_day,
        google_geo.campaign_id,
        google_geo.currency_code,
        coalesce(countries.country_code, google_geo.country_criterion_id) as country_code,
        if(
            level.geo_level = 'region',
            coalesce(regions.geo_target_name, google_geo.geo_target_region_id),
            cast(null as string)
        ) as region,
        google_geo.location_type as location_kind,
        google_geo.spend,
        google_geo.impressions,
        google_geo.clicks,
        google_geo.conversions,
        google_geo.conversion_value,
    from google_geo
    cross join unnest([struct('country' as geo_level), struct('region' as geo_level)]) as level
    left join places as countries
        on google_geo.country_criterion_id = countries.geo_target_constant_id
    left join places as regions
        on google_geo.geo_target_region_id = regions.geo_target_constant_id
    union all
    select
        'country' as geo_level, 'facebook_ads' as platform, account_id, date_day, campaign_id, currency_code,
        country as country_code, cast(null as string) as region, cast(null as string) as location_kind,
        spend, impressions, clicks, conversions, conversion_value,
    from facebook_countries
    union all
    select
        'region' as geo_level, 'facebook_ads' as platform, account_id, date_day, campaign_id, currency_code,
        cast(null as string) as country_code, region, cast(null as string) as location_kind,
        spend, impressions, clicks, conversions, conversion_value,
    from facebook_regions
),

final as (
    select
        geo_level,
        platform,
        account_id,
        date_day,
        campaign_id,
        coalesce(currency_code, 'XXX') as currency_code,
        country_code,
        region,
        location_kind,
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
        geo_level, platform, account_id, date_day, campaign_id, coalesce(currency_code, 'XXX'), country_code, region,
        location_kind
)

select *
from final
