-- What status a lead and what stage an opportunity had, and since when.
-- Grain: one row per record and change (id: Salesforce's, or <lead id>:created for the status a lead was created with).
-- object_type: lead, opportunity. property_name: Status, StageName.
-- Units: changed_at in UTC. stage is the value from then on, previous_stage the one before where Salesforce says it.
-- Rows are kept after Salesforce drops them (field history: 18 months). A lead's first status is here only if it was created while the
-- organisation tracked the field.
create table if not exists raw.salesforce_stage_history (
    account_id string,
    id string,
    object_type string,
    record_id string,
    property_name string,
    changed_at timestamp,
    stage string,
    previous_stage string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
partition by timestamp_trunc(changed_at, month)
cluster by record_id
