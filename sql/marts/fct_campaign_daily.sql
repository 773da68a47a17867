-- materialize: table
-- Spend and platform results of campaigns by day: the truth that every finer level sums to.
-- Grain: one row per date_day, platform, account_id, campaign_id, currency_code.
-- Units: spend and conversion_value in currency_code; date_day is the account's local day.
-- Ratio parts: <ratio>_<part> sums only source rows where both parts of the ratio are known; rows_left_out counts source rows that lack a
-- part of a ratio although their file states that measure.
-- reach is not additive: NULL unless the campaign-day is one source row. platform_leads: leads that the platform or file claims.
-- is_provisional: the day is not over in the account's zone. is_final: the platform restates no more: Google Ads after 90 days (its longest
-- look-back), Facebook Ads after 28, files at once.
-- Dropped: rows of a level that does not count (int_ad_spend_unioned). Unknown measures are NULL, never 0.
create or replace view marts.fct_campaign_daily as
with ad_spend as (
    select *
    from marts.int_ad_spend_unioned
    where is_counted
),

settings as (
    select *
    from marts.int_settings
),

daily as (
    select
        date_day,
        platform,
        account_id,
        campaign_id,
        currency_code,
        min(campaign_name) as campaign_name,
        min(channel) as channel,
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
        sum(if(impressions is not null, clicks, null)) as ctr_clicks,
        sum(if(clicks is not null, impressions, null)) as ctr_impressions,
        sum(if(clicks is not null, spend, null)) as cpc_spend,
        sum(if(spend is not null, clicks, null)) as cpc_clicks,
        sum(if(impressions is not null, spend, null)) as cpm_spend,
        sum(if(spend is not null, impressions, null)) as cpm_impressions,
        sum(if(clicks is not null, conversions, null)) as conversion_rate_conversions,
        sum(if(conversions is not null, clicks, null)) as conversion_rate_clicks,
        sum(if(conversions is not null, spend, null)) as cpa_spend,
        sum(if(spend is not null, conversions, null)) as cpa_conversions,
        sum(if(spend is not null, conversion_value, null)) as platform_roas_conversion_value,
        sum(if(conversion_value is not null, spend, null)) as platform_roas_spend,
        countif(
            (is_spend_reported and spend is null)
            or (is_impressions_reported and impressions is null)
            or (is_clicks_reported and clicks is null)
            or (is_conversions_reported and conversions is null)
            or (is_conversion_value_reported and conversion_value is null)
        ) as rows_left_out,
        count(*) as source_rows,
        logical_or(derived_from is not null) as is_derived,
        min(source) as source,
        min(account_time_zone) as account_time_zone,
    from ad_spend
    group by date_day, platform, account_id, campaign_id, currency_code
),

final as (
    select
        daily.* except (account_time_zone),
        -- The day is still running where the account is, at the end of the last complete day of data.
        coalesce(
            timestamp(
                date_add(daily.date_day, interval 1 day),
                coalesce(daily.account_time_zone, settings.time_zone)
            ) > timestamp(date_add(settings.as_of, interval 1 day), settings.time_zone),
            false
        ) as is_provisional,
        case daily.source
            when 'google_ads' then coalesce(daily.date_day <= date_sub(settings.as_of, interval 90 day), true)
            when 'facebook_ads' then coalesce(daily.date_day <= date_sub(settings.as_of, interval 28 day), true)
            else coalesce(daily.date_day <= settings.as_of, true)
        end as is_final,
    from daily
    cross join settings
)

select *
from final
