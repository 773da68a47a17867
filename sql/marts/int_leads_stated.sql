-- materialize: table
-- Leads as files and CRMs state them, before it is known which of them are one.
-- Grain: one row per lead_id: a file's own id; "hubspot:" or "salesforce:" before a CRM's. Times are UTC; value is in currency_code.
-- A HubSpot contact and a Salesforce lead are leads; a CRM's deal without either stands for one.
-- status: the present one as the source writes it. merged_into_id: the lead_id that this one became. Contact data are hashes only.
-- deleted_at: when the CRM's record was deleted or found gone.
create or replace view marts.int_leads_stated as
with file_leads as (
    select *
    from staging.stg_file__leads
    where lead_id is not null
    qualify row_number() over (partition by lead_id order by row_number desc) = 1
),

contacts as (
    select *
    from staging.stg_hubspot__contacts
    where contact_id is not null
),

merged_contacts as (
    select
        merged_id as contact_id,
        min(contact_id) as merged_into_id,
    from contacts
    cross join unnest(split(merged_ids, ';')) as merged_id
    where deleted_at is null
    group by merged_id
),

salesforce_leads as (
    select *
    from staging.stg_salesforce__leads
    where lead_id is not null
),

lone_deals as (
    select *
    from marts.int_crm_deals
    where lead_id is null
),

final as (
    select
        'file' as crm,
        lead_id,
        campaign_id,
        person_key,
        email_sha256_google,
        email_sha256_meta,
        phone_sha256_google,
        phone_sha256_meta,
        status,
        source,
        medium,
        campaign,
        cast(null as string) as content,
        landing_page,
        cast(null as string) as gclid,
        cast(null as string) as fbclid,
        created_at,
        value,
        currency_code,
        cast(null as string) as merged_into_id,
        cast(null as timestamp) as deleted_at,
    from file_leads
    union all
    select
        'hubspot' as crm,
        concat('hubspot:', contacts.contact_id) as lead_id,
        cast(null as string) as campaign_id,
        contacts.person_key,
        contacts.email_sha256_google,
        contacts.email_sha256_meta,
        contacts.phone_sha256_google,
        contacts.phone_sha256_meta,
        coalesce(contacts.lifecycle_stage, contacts.lead_status) as status,
        contacts.utm_source as source,
        contacts.utm_medium as medium,
        contacts.utm_campaign as campaign,
        contacts.utm_content as content,
        contacts.landing_page,
        contacts.gclid,
        contacts.fbclid,
        contacts.created_at,
        cast(null as numeric) as value,
        cast(null as string) as currency_code,
        concat('hubspot:', merged_contacts.merged_into_id) as merged_into_id,
        contacts.deleted_at,
    from contacts
    left join merged_contacts
        on contacts.contact_id = merged_contacts.contact_id
    union all
    select
        'salesforce' as crm,
        concat('salesforce:', lead_id) as lead_id,
        cast(null as string) as campaign_id,
        person_key,
        email_sha256_google,
        email_sha256_meta,
        phone_sha256_google,
        phone_sha256_meta,
        status,
        utm_source as source,
        utm_medium as medium,
        utm_campaign as campaign,
        utm_content as content,
        landing_page,
        gclid,
        fbclid,
        created_at,
        cast(null as numeric) as value,
        cast(null as string) as currency_code,
        concat('salesforce:', merged_into_id) as merged_into_id,
        deleted_at,
    from salesforce_leads
    union all
    select
        crm, deal_id as lead_id, cast(null as string) as campaign_id, person_key,
        cast(null as string) as email_sha256_google, cast(null as string) as email_sha256_meta,
        cast(null as string) as phone_sha256_google, cast(null as string) as phone_sha256_meta,
        cast(null as string) as status, utm_source as source, utm_medium as medium, utm_campaign as campaign,
        utm_content as content, landing_page, gclid, fbclid, created_at, cast(null as numeric) as value,
        cast(null as string) as currency_code, cast(null as string) as merged_into_id,
        cast(null as timestamp) as deleted_at,
    from lone_deals
)

select *
from final
