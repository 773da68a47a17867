-- materialize: table
-- Web sessions by where they came from and where they landed.
-- Grain: one row per date_day, channel, source, medium, campaign, landing_page. date_day is the day of the session's start.
-- Each day is told by one web_source (int_web_days): ga4_export, ga4_api (sums of the GA4 Data API) or session_file.
-- users and new_users are not additive; of ga4_api they are sums over devices and countries, so an upper bound. new_users: users with a session that is not a returning one.
-- bounces, conversions, session_seconds … sum sessions that state them (…_known), NULL where none does; ratios divide by those only.
-- The Data API knows neither median_session_seconds nor low_engagement_sessions (NULL); its session_seconds are a mean times sessions, its
-- conversions key events. is_exact: no row of the day is sampled, thresholded or cut off by GA4.
-- Units: durations in whole seconds; low engagement: under 5 seconds; rates 0-1. median_session_seconds is not additive.
create or replace view reporting.rpt_web_daily as
with sessions as (
    select
        sessions.*,
        coalesce(sessions.person_id, sessions.session_id) as visitor_id,
    from marts.int_sessions as sessions
    inner join marts.int_web_days as days
        on sessions.date_day = days.date_day
        and sessions.web_source = days.web_source
),

traffic as (
    select *
    from marts.int_web_traffic
),

middle as (
    select
        *,
        percentile_cont(session_seconds, 0.5) over (
            partition by date_day, channel, source, medium, campaign, landing_page
        ) as middle_seconds,
    from sessions
),

summed as (
    select
        date_day,
        channel,
        source,
        medium,
        campaign,
        landing_page,
        web_source,
        count(*) as sessions,
        count(distinct visitor_id) as users,
        count(distinct if(is_returning, null, visitor_id)) as new_users,
        if(count(is_returning) = 0, null, countif(is_returning)) as returning_sessions,
        sum(page_views) as page_views,
        if(count(is_bounce) = 0, null, countif(is_bounce)) as bounces,
        count(is_bounce) as bounces_known,
        sum(session_seconds) as session_seconds,
        count(session_seconds) as session_seconds_known,
        if(count(session_seconds) = 0, null, countif(session_seconds < 5)) as low_engagement_sessions,
        if(count(is_conversion) = 0, null, countif(is_conversion)) as conversions,
        count(is_conversion) as conversions_known,
        max(middle_seconds) as median_session_seconds,
        true as is_exact,
    from middle
    group by date_day, channel, source, medium, campaign, landing_page, web_source
    union all
    select *
    from traffic
),

final as (
    select
        *,
        safe_divide(cast(bounces as float64), cast(bounces_known as float64)) as bounce_rate,
        safe_divide(cast(session_seconds as float64), cast(session_seconds_known as float64)) as mean_session_seconds,
        safe_divide(cast(conversions as float64), cast(conversions_known as float64)) as conversion_rate,
    from summed
)

select *
from final
