-- Everything a lead score may know about a lead itself, with the time it became known.
-- Grain: one row per lead_id, fact and known_at. Times are UTC; a fact has value_number or value_text, neither from when it was emptied.
-- Built-in facts are described in the views united here; facts of files keep their names, those of CRMs begin with crm_.
create or replace view marts.int_lead_facts as
with arrival_facts as (
    select *
    from marts.int_lead_arrival_facts
),

status_facts as (
    select *
    from marts.int_lead_status_facts
),

visit_facts as (
    select *
    from marts.int_lead_visit_facts
),

stated_facts as (
    select *
    from marts.fct_lead_facts
),

final as (
    select *
    from arrival_facts
    union all
    select *
    from status_facts
    union all
    select *
    from visit_facts
    union all
    select
        lead_id,
        fact,
        value_number,
        value_text,
        known_at,
    from stated_facts
)

select *
from final
