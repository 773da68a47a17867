-- Lifecycle stages, lead statuses and deal stages of HubSpot over time.
-- Grain: one row per account_id, object_type, record_id, property_name, changed_at. changed_at is UTC.
-- Limits: HubSpot keeps the latest values of a property only.
create or replace view staging.stg_hubspot__stage_history as
with stage_history as (
    select *
    from raw.hubspot_stage_history
),

final as (
    select
        account_id,
        object_type,
        record_id,
        property_name,
        changed_at,
        stage,
        stage_label,
        source_type,
        loaded_at,
    from stage_history
)

select *
from final
