-- materialize: table
-- Ad results by place and day, made to sum to fct_campaign_daily at each level.
-- Grain: one row per geo_level, date_day, platform, account_id, campaign_id, currency_code, country_code, region, location_kind.
-- geo_level country and region split the same spend: never add the two. "(unallocated)" rows (country_code and region) carry what the
-- platform does not place; they may be negative. Only campaign-days that the platform splits at that level are here.
-- Units: money in currency_code; date_day is the account's local day. Limits: a measure that the campaign or the split does not know is
-- NULL on the unallocated row; conversion_value that the campaign does not know is NULL on all rows.
create or replace view marts.fct_geo_daily as
with parts as (
    select *
    from marts.int_geo_parts
),

campaign_daily as (
    select *
    from marts.fct_campaign_daily
),

summed as (
    select
        geo_level,
        platform,
        account_id,
        date_day,
        campaign_id,
        currency_code,
        sum(spend) as spend,
        sum(impressions) as impressions,
        sum(clicks) as clicks,
        sum(conversions) as conversions,
        sum(conversion_value) as conversion_value,
    from parts
    group by geo_level, platform, account_id, date_day, campaign_id, currency_code
),

rests as (
    select
        summed.geo_level,
        summed.platform,
        summed.account_id,
        summed.date_day,
        summed.campaign_id,
        summed.currency_code,
        '(unallocated)' as country_code,
        '(unallocated)' as region,
        cast(null as string) as location_kind,
        campaign_daily.spend - summed.spend as spend,
        campaign_daily.impressions - summed.impressions as impressions,
        campaign_daily.clicks - summed.clicks as clicks,
        campaign_daily.conversions - summed.conversions as conversions,
        campaign_daily.conversion_value - summed.conversion_value as conversion_value,
    from summed
    inner join campaign_daily
        on summed.platform = campaign_daily.platform
        and summed.account_id = campaign_daily.account_id
        and summed.date_day = campaign_daily.date_day
        and summed.campaign_id = campaign_daily.campaign_id
        and summed.currency_code = campaign_daily.currency_code
),

united as (
    select *
    from parts
    union all
    select *
    from rests
    where spend != 0
        or impressions != 0
        or clicks != 0
        or abs(conversions) > 0.000001
        or conversion_value != 0
),

final as (
    select
        united.geo_level,
        united.date_day,
        united.platform,
        united.account_id,
        united.campaign_id,
        campaign_daily.campaign_name,
        campaign_daily.channel,
        united.currency_code,
        united.country_code,
        united.region,
        united.location_kind,
        united.spend,
        united.impressions,
        united.clicks,
        united.conversions,
        if(campaign_daily.conversion_value is null, null, united.conversion_value) as conversion_value,
        campaign_daily.is_provisional,
        campaign_daily.is_final,
    from united
    inner join campaign_daily
        on united.platform = campaign_daily.platform
        and united.account_id = campaign_daily.account_id
        and united.date_day = campaign_daily.date_day
        and united.campaign_id = campaign_daily.campaign_id
        and united.currency_code = campaign_daily.currency_code
)

select *
from final
