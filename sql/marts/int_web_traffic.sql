-- Web traffic of the GA4 Data API on the days that it tells of, in the shape of rpt_web_daily.
-- Grain: one row per date_day, channel, source, medium, campaign, landing_page. Devices, countries and properties are summed.
-- channel: that of the ad account's campaign of that name, else by the channel rules over source, medium and campaign, so that it agrees with
-- touches and spend; GA4's own group is not used.
-- users: sums over devices and countries, an upper bound. returning_sessions, low engagement and median: GA4 has none, NULL.
-- conversions: key events, in whole ones. session_seconds: in whole seconds.
create or replace view marts.int_web_traffic as
with traffic as (
    select *
    from staging.stg_ga4__traffic_daily
    where date_day is not null
),

days as (
    select *
    from marts.int_web_days
    where web_source = 'ga4_api'
),

channel_map as (
    select *
    from marts.int_channel_map
),

utm_resolved as (
    select *
    from marts.int_utm_resolved
    where gclid = ''
        and content = ''
),

listed_campaigns as (
    select *
    from marts.int_campaign_versions
    where is_current
),

joined as (
    select
        traffic.*,
        coalesce(listed_campaigns.channel, channel_map.channel, '(other)') as channel,
    from traffic
    inner join days
        on traffic.date_day = days.date_day
    left join channel_map
        on lower(trim(coalesce(traffic.source, ''))) = channel_map.source
        and lower(trim(coalesce(traffic.medium, ''))) = channel_map.medium
        and lower(trim(coalesce(traffic.campaign, ''))) = channel_map.campaign
    left join utm_resolved
        on coalesce(trim(traffic.campaign), '') = utm_resolved.campaign
        and coalesce(channel_map.may_be_ad, true)
    left join listed_campaigns
        on utm_resolved.platform = listed_campaigns.platform
        and utm_resolved.account_id = listed_campaigns.account_id
        and utm_resolved.campaign_id = listed_campaigns.campaign_id
),

final as (
    select
        date_day,
        channel,
        source,
        medium,
        campaign,
        landing_page,
        'ga4_api' as web_source,
        sum(sessions) as sessions,
        sum(total_users) as users,
        sum(new_users) as new_users,
        cast(null as int64) as returning_sessions,
        sum(screen_page_views) as page_views,
        sum(bounced_sessions) as bounces,
        sum(if(bounced_sessions is null, null, sessions)) as bounces_known,
        cast(sum(session_seconds) as int64) as session_seconds,
        sum(if(session_seconds is null, null, sessions)) as session_seconds_known,
        cast(null as int64) as low_engagement_sessions,
        cast(sum(key_events) as int64) as conversions,
        sum(if(key_events is null, null, sessions)) as conversions_known,
        cast(null as float64) as median_session_seconds,
        logical_and(coalesce(is_exact, false)) as is_exact,
    from joined
    group by date_day, channel, source, medium, campaign, landing_page
)

select *
from final
