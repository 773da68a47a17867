-- materialize: table
-- Ad results by place and day.
-- Grain: one row per date_day, platform, account_id, campaign_id, currency_code, geo_level, country_code, region, location_kind.
-- geo_level country and region split the same spend: choose one, never add the two. "(unallocated)" is what the platform does not place.
-- Units: money in currency_code; rates 0-1; cpm per 1000. date_day is the account's local day. Ratios are NULL for a zero or unknown part.
-- Dropped: campaign-days that the platform does not split at the level.
create or replace view reporting.rpt_geo_daily as
with geo_daily as (
    select *
    from marts.fct_geo_daily
),

accounts as (
    select *
    from marts.dim_account
    where is_current
),

named as (
    select
        geo_daily.*,
        coalesce(accounts.account_name, geo_daily.account_id) as account,
        coalesce(geo_daily.campaign_name, geo_daily.campaign_id) as campaign,
    from geo_daily
    left join accounts
        on geo_daily.platform = accounts.platform
        and geo_daily.account_id = accounts.account_id
),

final as (
    select
        date_day,
        platform,
        account_id,
        account,
        campaign_id,
        campaign,
        channel,
        currency_code,
        geo_level,
        country_code,
        region,
        location_kind,
        spend,
        impressions,
        clicks,
        conversions,
        conversion_value,
        safe_divide(cast(clicks as float64), cast(impressions as float64)) as ctr,
        safe_divide(cast(spend as float64), cast(clicks as float64)) as cpc,
        1000 * safe_divide(cast(spend as float64), cast(impressions as float64)) as cpm,
        safe_divide(conversions, cast(clicks as float64)) as conversion_rate,
        safe_divide(cast(spend as float64), conversions) as cpa,
        safe_divide(cast(conversion_value as float64), cast(spend as float64)) as platform_roas,
        is_provisional,
        is_final,
    from named
)

select *
from final
