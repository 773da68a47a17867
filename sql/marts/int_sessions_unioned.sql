-- Rows of web sessions from session files and the GA4 export.
-- Grain: one row per kept row of a file (a session, or an event of one), and one row per session of the export.
-- session_key: the session's id; a row without one is its own session. web_source: session_file or ga4_export.
-- is_bounce of the export: not engaged, GA4's own definition. Money is in currency_code.
-- Dropped: rows without a time; rows of files whose session the export holds.
create or replace view marts.int_sessions_unioned as
with file_sessions as (
    select
        *,
        coalesce(session_start_at, event_at) as started_at,
        coalesce(session_id, concat(file_key, ':', cast(row_number as string))) as session_key,
    from staging.stg_file__sessions
    where coalesce(session_start_at, event_at) is not null
),

ga4_sessions as (
    select *
    from staging.stg_ga4__sessions
    where session_start_at is not null
        and session_id is not null
),

exported as (
    select distinct session_id
    from ga4_sessions
),

final as (
    select
        'session_file' as web_source,
        file_sessions.session_key,
        file_sessions.user_id,
        file_sessions.person_key,
        file_sessions.started_at,
        file_sessions.session_end_at,
        file_sessions.event_at,
        file_sessions.channel,
        file_sessions.source,
        file_sessions.medium,
        file_sessions.campaign,
        file_sessions.content,
        regexp_extract(coalesce(file_sessions.landing_page, file_sessions.page), r'[?&]gclid=([^&#]+)') as gclid,
        coalesce(file_sessions.landing_page, file_sessions.page) as landing_page,
        file_sessions.device,
        file_sessions.country,
        file_sessions.page_views,
        file_sessions.is_bounce,
        file_sessions.is_returning,
        file_sessions.is_conversion,
        file_sessions.conversion_type,
        file_sessions.conversion_value,
        file_sessions.currency_code,
        file_sessions.file_key,
        file_sessions.row_number,
    from file_sessions
    left join exported
        on file_sessions.session_key = exported.session_id
    where exported.session_id is null
    union all
    select
        'ga4_export' as web_source,
        session_id as session_key,
        user_pseudo_id as user_id,
        cast(null as string) as person_key,
        session_start_at as started_at,
        session_end_at,
        cast(null as timestamp) as event_at,
        cast(null as string) as channel,
        source,
        medium,
        campaign,
        content,
        gclid,
        landing_page,
        device,
        country,
        page_views,
        not is_engaged as is_bounce,
        is_returning,
        cast(null as bool) as is_conversion,
        cast(null as string) as conversion_type,
        cast(null as numeric) as conversion_value,
        cast(null as string) as currency_code,
        cast(null as string) as file_key,
        cast(null as int64) as row_number,
    from ga4_sessions
)

select *
from final
