-- Web sessions from files.
-- Grain: one row per kept row of a file. Row key: session_id, without one the user and the times.
-- Dropped: rows of a key that a later import also holds. The newest file's rows of the key stay, all of them,
-- so that a corrected or overlapping export replaces what it repeats and never adds up.
create or replace view staging.stg_file__sessions as
with file_sessions as (
    select *
    from raw.file_sessions
),

final as (
    select
        session_id,
        user_id,
        person_key,
        session_start_at,
        session_end_at,
        event_at,
        event_name,
        channel,
        source,
        medium,
        campaign,
        term,
        content,
        page,
        landing_page,
        referrer,
        device,
        country,
        page_views,
        is_bounce,
        is_returning,
        is_conversion,
        conversion_type,
        conversion_value,
        currency_code,
        file_key,
        row_number,
        flags,
        properties_json,
        run_id,
        loaded_at,
    from file_sessions
    qualify rank() over (
        partition by
            session_id,
            if(session_id is null, user_id, null),
            if(session_id is null, person_key, null),
            if(session_id is null, session_start_at, null),
            if(session_id is null, event_at, null)
        order by loaded_at desc, file_key desc
    ) = 1
)

select *
from final
