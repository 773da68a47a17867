-- What became known about leads, and when: attributes and events that files state, and properties of CRMs (crm_…).
-- Grain: one row per lead_id, fact and known_at. Times are UTC. A fact has value_number or value_text, neither from when it was emptied.
-- Dropped: facts without a lead, a name or a time: nobody can say before what they were known. Of a file and a CRM with one fact of a lead
-- at one time the file's counts.
create or replace view marts.fct_lead_facts as
with lead_facts as (
    select *
    from staging.stg_file__lead_facts
    where lead_id is not null
        and fact is not null
        and known_at is not null
),

property_facts as (
    select *
    from marts.int_lead_property_facts
),

filed as (
    select
        lead_id,
        fact,
        value_number,
        value_text,
        known_at,
    from lead_facts
    qualify row_number() over (partition by lead_id, fact, known_at order by file_key, row_number desc) = 1
),

final as (
    select *
    from filed
    union all
    select property_facts.*
    from property_facts
    left join filed
        on property_facts.lead_id = filed.lead_id
        and property_facts.fact = filed.fact
        and property_facts.known_at = filed.known_at
    where filed.lead_id is null
)

select *
from final
