-- Deals with the lead each belongs to and the stage each is in.
-- Grain: one row per deal_id; without an id the file's row is the deal. Times are UTC; value is in currency_code (XXX = none stated).
-- A CRM's deal is won or lost as the CRM says; while open it is an opportunity, unless the stage map knows its stage by another name.
-- lead_id: the lead that counts for the deal's, else the deal is its own lead, named after it ("deal:" before the id where a lead has that very id).
-- stage is NULL where the stage map does not know stage_text. A closed deal of a file that states no stage at all is won: a list of
-- closed deals is a list of sales.
create or replace view marts.int_deals as
with file_deals as (
    select
        *,
        coalesce(deal_id, concat(file_key, ':', cast(row_number as string))) as deal_key,
        nullif(regexp_replace(upper(trim(stage_text)), r'[\s-]+', '_'), '') as stage_status,
        count(stage_text) over (partition by file_key) = 0 as file_states_no_stage,
    from staging.stg_file__deals
),

stage_map as (
    select *
    from ops.stage_map
),

lead_map as (
    select *
    from marts.int_lead_map
),

lead_ids as (
    select lead_id
    from staging.stg_file__leads
    where lead_id is not null
    union distinct
    select lead_id
    from staging.stg_file__lead_status_changes
    where lead_id is not null
),

single as (
    select *
    from file_deals
    qualify row_number() over (partition by deal_key order by row_number desc) = 1
),

filed as (
    select
        single.deal_key as deal_id,
        case
            when single.lead_id is not null then coalesce(lead_map.counted_lead_id, single.lead_id)
            when lead_ids.lead_id is not null then concat('deal:', single.deal_key)
            else single.deal_key
        end as lead_id,
        'file' as crm,
        single.stage_status,
        single.stage_text,
        if(single.file_states_no_stage and single.closed_at is not null, 'won', stage_map.stage) as stage,
        single.created_at,
        single.closed_at,
        single.value,
        coalesce(single.currency_code, 'XXX') as currency_code,
        cast(null as string) as record_id,
        cast(null as string) as record_stage,
    from single
    left join stage_map
        on single.stage_status = stage_map.status
    left join lead_ids
        on single.deal_key = lead_ids.lead_id
    left join lead_map
        on single.lead_id = lead_map.lead_id
),

crm_deals as (
    select
        *,
        nullif(regexp_replace(upper(trim(stage_text)), r'[\s-]+', '_'), '') as stage_status,
    from marts.int_crm_deals
),

final as (
    select *
    from filed
    union all
    select
        crm_deals.deal_id,
        coalesce(lead_map.counted_lead_id, crm_deals.deal_id) as lead_id,
        crm_deals.crm,
        crm_deals.stage_status,
        crm_deals.stage_text,
        case
            when crm_deals.is_won then 'won'
            when crm_deals.is_closed then if(stage_map.stage = 'churned', 'churned', 'lost')
            when stage_map.stage in ('lead', 'mql', 'sql') then stage_map.stage
            else 'opportunity'
        end as stage,
        crm_deals.created_at,
        crm_deals.closed_at,
        crm_deals.value,
        coalesce(crm_deals.currency_code, 'XXX') as currency_code,
        crm_deals.record_id,
        crm_deals.record_stage,
    from crm_deals
    left join stage_map
        on crm_deals.stage_status = stage_map.status
    left join lead_map
        on crm_deals.lead_id = lead_map.lead_id
)

select *
from final
