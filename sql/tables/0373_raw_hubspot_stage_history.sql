-- What lifecycle stage, lead status and deal stage were, and since when.
-- Grain: one row per record, property and change. object_type: contact, deal. property_name: lifecyclestage, hs_lead_status, dealstage.
-- Units: changed_at in UTC. stage is the value from then on, NULL where it was emptied; stage_label its name in the pipeline, for deals.
-- Limit: HubSpot keeps the latest values of a property only.
create table if not exists raw.hubspot_stage_history (
    account_id string,
    object_type string,
    record_id string,
    property_name string,
    changed_at timestamp,
    stage string,
    stage_label string,
    source_type string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
partition by timestamp_trunc(changed_at, month)
cluster by record_id
