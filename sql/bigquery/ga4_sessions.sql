-- Sessions of the GA4 export, as rows of raw.ga4_sessions: the days @from_day to @to_day of the property are replaced by them.
-- Grain: one row per session (user_pseudo_id and ga_session_id) that began in these days. Times are UTC; event_date is the property's day.
-- Runs in BigQuery only, on the property's export dataset, here ga4_export. The export rewrites a day for three days: read at least those.
-- Only tables of a finished day, events_YYYYMMDD, count: events_* also matches events_intraday_YYYYMMDD, which would double the day.
-- One day more is read before @from_day, so that a session over midnight is seen whole and keeps its first day.
-- source … gclid: of the session's first event that was collected with any; never traffic_source, which is the user's first visit. A click
-- id without utm parameters is google / cpc, as auto-tagging means it.
-- Dropped: events without a session or user (no consent).
with tagged as (
    select
        parse_date('%Y%m%d', event_date) as event_day,
        timestamp_micros(event_timestamp) as event_at,
        event_name,
        user_pseudo_id,
        (select params.value.int_value from unnest(event_params) as params where params.key = 'ga_session_id' limit 1)
            as ga_session_id,
        (select params.value.int_value from unnest(event_params) as params where params.key = 'ga_session_number' limit 1)
            as ga_session_number,
        (select params.value.string_value from unnest(event_params) as params where params.key = 'page_location' limit 1)
            as page_location,
        (select params.value.int_value from unnest(event_params) as params where params.key = 'engagement_time_msec' limit 1)
            as engagement_ms,
        (
            select coalesce(params.value.string_value, cast(params.value.int_value as string))
            from unnest(event_params) as params
            where params.key = 'session_engaged'
            limit 1
        ) as session_engaged,
        collected_traffic_source.manual_source as manual_source,
        collected_traffic_source.manual_medium as manual_medium,
        collected_traffic_source.manual_campaign_name as manual_campaign,
        collected_traffic_source.manual_content as manual_content,
        collected_traffic_source.manual_term as manual_term,
        collected_traffic_source.gclid as gclid,
        device.category as device,
        geo.country as country,
    from `ga4_export.events_*`
    where regexp_contains(_table_suffix, r'^\d{8}$')
        and _table_suffix between format_date('%Y%m%d', date_sub(@from_day, interval 1 day))
        and format_date('%Y%m%d', @to_day)
),

session_events as (
    select
        *,
        concat(user_pseudo_id, '.', cast(ga_session_id as string)) as session_id,
        coalesce(manual_source, manual_medium, manual_campaign, gclid) is not null as is_collected,
    from tagged
    where user_pseudo_id is not null
        and ga_session_id is not null
),

sources as (
    select *
    from session_events
    where is_collected
    qualify row_number() over (
        partition by session_id
        order by event_at, event_name, manual_source, manual_medium, manual_campaign, gclid
    ) = 1
),

summed as (
    select
        session_id,
        min(user_pseudo_id) as user_pseudo_id,
        min(event_day) as date_day,
        min(event_at) as session_start_at,
        max(event_at) as session_end_at,
        array_agg(page_location ignore nulls order by event_at, page_location limit 1)[safe_offset(0)] as landing_page,
        array_agg(device ignore nulls order by event_at, device limit 1)[safe_offset(0)] as device,
        array_agg(country ignore nulls order by event_at, country limit 1)[safe_offset(0)] as country,
        countif(event_name in ('page_view', 'screen_view')) as page_views,
        logical_or(coalesce(session_engaged = '1', false)) as is_engaged,
        max(ga_session_number) > 1 as is_returning,
        div(sum(engagement_ms), 1000) as engagement_seconds,
    from session_events
    group by session_id
),

final as (
    select
        @property_id as property_id,
        summed.date_day,
        summed.session_id,
        summed.user_pseudo_id,
        summed.session_start_at,
        summed.session_end_at,
        coalesce(sources.manual_source, if(sources.gclid is null, '(direct)', 'google')) as source,
        coalesce(sources.manual_medium, if(sources.gclid is null, '(none)', 'cpc')) as medium,
        sources.manual_campaign as campaign,
        sources.manual_content as content,
        sources.manual_term as term,
        sources.gclid,
        summed.landing_page,
        summed.device,
        summed.country,
        summed.page_views,
        summed.is_engaged,
        summed.is_returning,
        summed.engagement_seconds,
    from summed
    left join sources
        on summed.session_id = sources.session_id
    where summed.date_day between @from_day and @to_day
)

select *
from final
