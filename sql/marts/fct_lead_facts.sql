-- What became known about leads, and when: attributes and events that files state.
-- Grain: one row per lead_id, fact and known_at. Times are UTC. A fact has value_number or value_text.
-- Dropped: facts without a lead, a name or a time: nobody can say before what they were known.
create or replace view marts.fct_lead_facts as
with lead_facts as (
    select *
    from staging.stg_file__lead_facts
    where lead_id is not null
        and fact is not null
        and known_at is not null
),

final as (
    select
        lead_id,
        fact,
        value_number,
        value_text,
        known_at,
    from lead_facts
    qualify row_number() over (partition by lead_id, fact, known_at order by file_key, row_number desc) = 1
)

select *
from final
