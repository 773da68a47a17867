-- Leads of Salesforce organisations as they are now. Contact data are hashes only.
-- Grain: one row per account_id and lead_id. Times are UTC. deleted_at: deleted or no longer listed; merged_into_id: the lead it became.
create or replace view staging.stg_salesforce__leads as
with leads as (
    select *
    from raw.salesforce_leads
),

final as (
    select
        account_id,
        id as lead_id,
        created_at,
        updated_at,
        deleted_at,
        merged_into_id,
        stage as status,
        is_converted,
        converted_on,
        converted_contact_id,
        converted_company_id,
        converted_opportunity_id,
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
    from leads
)

select *
from final
