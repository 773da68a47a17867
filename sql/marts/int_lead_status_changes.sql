-- materialize: table
-- Status changes of leads from files and CRMs, at the lead that counts.
-- Grain: one row per lead_id, changed_at and status (upper case, blanks and - as _). Times are UTC.
-- HubSpot: the lifecycle stage; its lead status counts beside it only where it ends the lead (lost, churned), and alone for a contact
-- without any lifecycle stage. Dropped: changes of deleted leads, and of CRM records that
-- the CRM does not list.
create or replace view marts.int_lead_status_changes as
with file_changes as (
    select
        lead_id,
        status,
        status_text,
        changed_at,
        file_key,
        row_number,
    from staging.stg_file__lead_status_changes
    where lead_id is not null
),

hubspot_changes as (
    select
        *,
        countif(property_name = 'lifecyclestage') over (partition by record_id) > 0 as has_lifecycle,
        regexp_replace(upper(trim(stage)), r'[\s-]+', '_') as change_status,
    from staging.stg_hubspot__stage_history
    where object_type = 'contact'
        and property_name in ('lifecyclestage', 'hs_lead_status')
        and stage is not null
),

salesforce_changes as (
    select *
    from staging.stg_salesforce__stage_history
    where object_type = 'lead'
        and stage is not null
),

stage_map as (
    select *
    from ops.stage_map
),

lead_map as (
    select *
    from marts.int_lead_map
),

united as (
    select
        'file' as crm,
        lead_id,
        regexp_replace(upper(trim(status)), r'[\s-]+', '_') as status,
        status_text,
        changed_at,
        file_key,
        row_number,
    from file_changes
    union all
    select
        'hubspot' as crm,
        concat('hubspot:', hubspot_changes.record_id) as lead_id,
        hubspot_changes.change_status as status,
        hubspot_changes.stage as status_text,
        hubspot_changes.changed_at,
        cast(null as string) as file_key,
        cast(null as int64) as row_number,
    from hubspot_changes
    left join stage_map
        on hubspot_changes.change_status = stage_map.status
    where hubspot_changes.property_name = 'lifecyclestage'
        or not hubspot_changes.has_lifecycle
        or stage_map.stage in ('lost', 'churned')
    union all
    select
        'salesforce' as crm,
        concat('salesforce:', record_id) as lead_id,
        regexp_replace(upper(trim(stage)), r'[\s-]+', '_') as status,
        stage as status_text,
        changed_at,
        cast(null as string) as file_key,
        cast(null as int64) as row_number,
    from salesforce_changes
),

final as (
    select
        coalesce(lead_map.counted_lead_id, united.lead_id) as lead_id,
        united.status,
        united.status_text,
        united.changed_at,
    from united
    left join lead_map
        on united.lead_id = lead_map.lead_id
    where (united.crm = 'file' and lead_map.lead_id is null)
        or lead_map.counted_lead_id is not null
    qualify row_number() over (
        partition by coalesce(lead_map.counted_lead_id, united.lead_id), united.changed_at, united.status
        order by united.file_key, united.row_number, united.crm, united.status_text
    ) = 1
)

select *
from final
