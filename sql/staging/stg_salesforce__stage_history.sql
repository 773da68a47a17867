-- Statuses of leads and stages of opportunities of Salesforce over time.
-- Grain: one row per account_id and change_id. changed_at is UTC.
create or replace view staging.stg_salesforce__stage_history as
with stage_history as (
    select *
    from raw.salesforce_stage_history
),

final as (
    select
        account_id,
        id as change_id,
        object_type,
        record_id,
        property_name,
        changed_at,
        stage,
        previous_stage,
        loaded_at,
    from stage_history
)

select *
from final
