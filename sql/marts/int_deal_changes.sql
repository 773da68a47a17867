-- Stages of CRM deals over time.
-- Grain: one row per deal_id, changed_at and stage. Times are UTC.
-- stage: as int_deals says for the stage the deal is in now; of earlier ones what the stage map says, else opportunity.
-- Limits: HubSpot keeps the latest changes only; a deal without any is known by its present state (int_stage_events).
create or replace view marts.int_deal_changes as
with deals as (
    select *
    from marts.int_deals
    where crm != 'file'
),

hubspot_changes as (
    select
        'hubspot' as crm,
        record_id,
        stage as record_stage,
        coalesce(stage_label, stage) as stage_text,
        changed_at,
    from staging.stg_hubspot__stage_history
    where object_type = 'deal'
        and stage is not null
),

salesforce_changes as (
    select
        'salesforce' as crm,
        record_id,
        stage as record_stage,
        stage as stage_text,
        changed_at,
    from staging.stg_salesforce__stage_history
    where object_type = 'opportunity'
        and stage is not null
),

changes as (
    select
        *,
        nullif(regexp_replace(upper(trim(stage_text)), r'[\s-]+', '_'), '') as stage_status,
    from hubspot_changes
    union all
    select
        *,
        nullif(regexp_replace(upper(trim(stage_text)), r'[\s-]+', '_'), '') as stage_status,
    from salesforce_changes
),

stage_map as (
    select *
    from ops.stage_map
),

final as (
    select
        deals.deal_id,
        deals.lead_id,
        changes.stage_status,
        changes.stage_text,
        if(changes.record_stage = deals.record_stage, deals.stage, coalesce(stage_map.stage, 'opportunity')) as stage,
        changes.changed_at,
        deals.value,
        deals.currency_code,
    from changes
    inner join deals
        on changes.crm = deals.crm
        and changes.record_id = deals.record_id
    left join stage_map
        on changes.stage_status = stage_map.status
    qualify row_number() over (
        partition by deals.deal_id, changes.changed_at, changes.record_stage
        order by changes.stage_text
    ) = 1
)

select *
from final
