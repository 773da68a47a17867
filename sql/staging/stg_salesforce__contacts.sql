-- Contacts of Salesforce organisations as they are now. Contact data are hashes only.
-- Grain: one row per account_id and contact_id. Times are UTC.
create or replace view staging.stg_salesforce__contacts as
with contacts as (
    select *
    from raw.salesforce_contacts
),

final as (
    select
        account_id,
        id as contact_id,
        created_at,
        updated_at,
        deleted_at,
        merged_into_id,
        company_id,
        lead_source,
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
