-- Web sessions of the GA4 export.
-- Grain: one row per property_id and session_id. Times are UTC; date_day is a day of the property's zone.
create or replace view staging.stg_ga4__sessions as
with sessions as (
    select *
    from raw.ga4_sessions
),

final as (
    select
        property_id,
        date_day,
        session_id,
        user_pseudo_id,
        session_start_at,
        session_end_at,
        source,
        medium,
        campaign,
        content,
        term,
        gclid,
        landing_page,
        device,
        country,
        page_views,
        is_engaged,
        is_returning,
        engagement_seconds,
        loaded_at,
    from sessions
)

select *
from final
