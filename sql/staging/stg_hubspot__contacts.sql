-- Contacts of HubSpot portals as they are now. Contact data are hashes only.
-- Grain: one row per account_id and contact_id. Times are UTC. deleted_at: archived or no longer listed; merged_ids: contacts that became this one.
create or replace view staging.stg_hubspot__contacts as
with contacts as (
    select *
    from raw.hubspot_contacts
),

final as (
    select
        account_id,
        id as contact_id,
        created_at,
        updated_at,
        deleted_at,
        merged_ids,
        stage as lifecycle_stage,
        lead_status,
        owner_id,
        country,
        person_key,
        email_sha256_google,
        email_sha256_meta,
        phone_sha256_google,
        phone_sha256_meta,
        gclid,
        fbclid,
        utm_source,
        utm_medium,
        utm_campaign,
        utm_term,
        utm_content,
        landing_page,
        properties_json,
        account_time_zone,
        loaded_at,
    from contacts
)

select *
from final
