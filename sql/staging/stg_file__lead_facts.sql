-- Attributes and events of leads with the time at which they became known.
-- Grain: one row per kept row of a file. Row key: lead_id, fact, known_at.
-- Dropped: rows of a key that a later import also holds. The newest file's rows of the key stay, all of them,
-- so that a corrected or overlapping export replaces what it repeats and never adds up.
create or replace view staging.stg_file__lead_facts as
with file_lead_facts as (
    select *
    from raw.file_lead_facts
),

final as (
    select
        lead_id,
        fact,
        value_number,
        value_text,
        known_at,
        file_key,
        row_number,
        flags,
        properties_json,
        run_id,
        loaded_at,
    from file_lead_facts
    qualify rank() over (
        partition by
            lead_id,
            fact,
            known_at
        order by loaded_at desc, file_key desc
    ) = 1
)

select *
from final
