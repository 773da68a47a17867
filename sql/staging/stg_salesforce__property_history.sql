-- What fields of Salesforce leads were over time.
-- Grain: one row per account_id, lead_id, property_name and changed_at. changed_at is UTC. property_value: text, NULL where it was emptied.
create or replace view staging.stg_salesforce__property_history as
with property_history as (
    select *
    from raw.salesforce_property_history
),

final as (
    select
        account_id,
        lead_id,
        property_name,
        changed_at,
        property_kind,
        property_value,
        loaded_at,
    from property_history
)

select *
from final
