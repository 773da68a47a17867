-- Contacts of Salesforce organisations. Contact data are hashes only.
-- Grain: one row per organisation (account_id) and contact, its latest state. company_id is the contact's Salesforce account.
-- Units: times in UTC. Gone: as in salesforce_leads.
create table if not exists raw.salesforce_contacts (
    account_id string,
    id string,
    created_at timestamp,
    updated_at timestamp,
    deleted_at timestamp,
    merged_into_id string,
    company_id string,
    lead_source string,
    owner_id string,
    country string,
    person_key string,
    email_sha256_google string,
    email_sha256_meta string,
    phone_sha256_google string,
    phone_sha256_meta string,
    gclid string,
    fbclid string,
    utm_source string,
    utm_medium string,
    utm_campaign string,
    utm_term string,
    utm_content string,
    landing_page string,
    properties_json string,
    account_time_zone string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
partition by timestamp_trunc(created_at, month)
cluster by id
