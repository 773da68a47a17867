-- materialize: table
-- Which lead counts for each lead that a source states: a person's lead is counted once.
-- Grain: one row per lead_id of int_leads_stated. counted_lead_id: itself, the lead it was merged into, or the person's first lead in a CRM;
-- NULL for a deleted lead, which counts nowhere.
-- Leads of one person_key in a CRM, or in two, are one, the one created first; a file's lead of a person whom a CRM knows is the CRM's.
-- Leads of one person in files alone stay apart: a file says itself what a lead is.
create or replace view marts.int_lead_map as
with stated as (
    select *
    from marts.int_leads_stated
),

-- A merge into a lead that was merged in turn ends at the last one.
merged as (
    select
        stated.lead_id,
        stated.crm,
        stated.person_key,
        stated.created_at,
        stated.deleted_at,
        coalesce(second_targets.lead_id, first_targets.lead_id, stated.lead_id) as kept_lead_id,
    from stated
    left join stated as first_targets
        on stated.merged_into_id = first_targets.lead_id
    left join stated as second_targets
        on first_targets.merged_into_id = second_targets.lead_id
),

live as (
    select *
    from merged
    where deleted_at is null
        and kept_lead_id = lead_id
),

persons as (
    select
        person_key,
        lead_id as person_lead_id,
    from live
    where crm != 'file'
        and person_key is not null
    qualify row_number() over (
        partition by person_key
        order by if(created_at is null, 1, 0), created_at, lead_id
    ) = 1
),

final as (
    select
        merged.lead_id,
        if(live.lead_id is null, null, coalesce(persons.person_lead_id, live.lead_id)) as counted_lead_id,
    from merged
    left join live
        on merged.kept_lead_id = live.lead_id
    left join persons
        on live.person_key = persons.person_key
)

select *
from final
