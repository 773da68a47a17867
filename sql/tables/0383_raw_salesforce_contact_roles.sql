-- Contacts of each Salesforce opportunity.
-- Grain: one row per organisation (account_id) and contact role. Units: times in UTC. Gone: as in salesforce_leads.
create table if not exists raw.salesforce_contact_roles (
    account_id string,
    id string,
    created_at timestamp,
    updated_at timestamp,
    deleted_at timestamp,
    opportunity_id string,
    contact_id string,
    role string,
    is_primary bool,
    load_id string,
    run_id string,
    loaded_at timestamp
)
cluster by opportunity_id
