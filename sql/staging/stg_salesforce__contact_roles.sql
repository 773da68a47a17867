-- Which contacts belong to which Salesforce opportunity.
-- Grain: one row per account_id and contact_role_id. Times are UTC.
create or replace view staging.stg_salesforce__contact_roles as
with contact_roles as (
    select *
    from raw.salesforce_contact_roles
),

final as (
    select
        account_id,
        id as contact_role_id,
        created_at,
        updated_at,
        deleted_at,
        opportunity_id,
        contact_id,
        role,
        is_primary,
        loaded_at,
    from contact_roles
)

select *
from final
