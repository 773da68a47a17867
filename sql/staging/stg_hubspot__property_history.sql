-- What properties of HubSpot contacts were over time.
-- Grain: one row per account_id, contact_id, property_name and changed_at. changed_at is UTC. property_value: text, NULL where it was emptied.
create or replace view staging.stg_hubspot__property_history as
with property_history as (
    select *
    from raw.hubspot_property_history
),

final as (
    select
        account_id,
        contact_id,
        property_name,
        changed_at,
        property_kind,
        property_value,
        loaded_at,
    from property_history
)

select *
from final
