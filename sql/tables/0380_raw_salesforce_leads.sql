-- Leads of Salesforce organisations. Contact data are hashes only.
-- Grain: one row per organisation (account_id) and lead, its latest state.
-- Units: times in UTC, converted_on a day of the organisation. stage is the lead's status.
-- A converted lead names what it became. Gone: deleted_at is set once a lead was deleted or is no longer listed; merged_into_id names the
-- lead it was merged into.
create table if not exists raw.salesforce_leads (
    account_id string,
    id string,
    created_at timestamp,
    updated_at timestamp,
    deleted_at timestamp,
    merged_into_id string,
    stage string,
    is_converted bool,
    converted_on date,
    converted_contact_id string,
    converted_company_id string,
    converted_opportunity_id string,
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
