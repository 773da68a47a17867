-- What the properties of HubSpot contacts were, and since when: those of properties_json, and the country.
-- Grain: one row per contact, property and change.
-- Units: changed_at in UTC. property_value is the value from then on, as text, NULL where it was emptied; property_kind says what it is
-- (number, boolean, date, choice, reference, text).
-- Limit: HubSpot keeps the latest values of a property only.
create table if not exists raw.hubspot_property_history (
    account_id string,
    contact_id string,
    property_name string,
    changed_at timestamp,
    property_kind string,
    property_value string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
partition by timestamp_trunc(changed_at, month)
cluster by contact_id
