-- Contacts of each HubSpot deal.
-- Grain: one row per deal and contact; one row with contact_id NULL for a deal without contacts, so that lost links are replaced too.
-- association_types: category:type of each link between the two, sorted, comma separated (HUBSPOT_DEFINED:3 is the plain one).
create table if not exists raw.hubspot_associations (
    account_id string,
    deal_id string,
    contact_id string,
    association_types string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
cluster by deal_id
