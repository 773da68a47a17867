-- Key events (conversions) of the GA4 export.
-- Grain: one row per property_id and event_id. converted_at is UTC; value is in currency_code.
create or replace view staging.stg_ga4__key_events as
with key_events as (
    select *
    from raw.ga4_key_events
),

final as (
    select
        property_id,
        date_day,
        event_id,
        session_id,
        user_pseudo_id,
        event_name,
        converted_at,
        value,
        currency_code,
        loaded_at,
    from key_events
)

select *
from final
