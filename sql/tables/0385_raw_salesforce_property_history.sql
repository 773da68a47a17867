-- What the fields of Salesforce leads were, and since when: those that settings say a lead is created with (known_at_creation).
-- Grain: one row per lead, field and change.
-- Units: changed_at in UTC. property_value is the value from then on, as text, NULL where it was emptied; property_kind says what it is
-- (number, boolean, date, choice, reference, text).
create table if not exists raw.salesforce_property_history (
    account_id string,
    lead_id string,
    property_name string,
    changed_at timestamp,
    property_kind string,
    property_value string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
partition by timestamp_trunc(changed_at, month)
cluster by lead_id
