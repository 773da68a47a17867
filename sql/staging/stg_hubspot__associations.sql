-- Which contacts belong to which HubSpot deal.
-- Grain: one row per account_id, deal_id, contact_id; contact_id is NULL for a deal without contacts.
create or replace view staging.stg_hubspot__associations as
with associations as (
    select *
    from raw.hubspot_associations
),

final as (
    select
        account_id,
        deal_id,
        contact_id,
        association_types,
        loaded_at,
    from associations
)

select *
from final
