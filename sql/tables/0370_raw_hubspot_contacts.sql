-- Contacts of HubSpot portals. Contact data are hashes only.
-- Grain: one row per portal (account_id) and contact, its latest state.
-- Units: times in UTC. stage is the lifecycle stage, stage and lead_status as HubSpot stores them (internal names).
-- Gone: deleted_at is set once a contact was archived or is no longer listed. merged_ids are the contacts merged into this one, `;` between
-- them: each stands for this contact from then on.
create table if not exists raw.hubspot_contacts (
    account_id string,
    id string,
    created_at timestamp,
    updated_at timestamp,
    deleted_at timestamp,
    merged_ids string,
    stage string,
    lead_status string,
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
