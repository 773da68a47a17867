-- Status history of leads from files.
-- Grain: one row per kept row of a file. Row key: lead_id, status, changed_at.
-- Dropped: rows of a key that a later import also holds. The newest file's rows of the key stay, all of them,
-- so that a corrected or overlapping export replaces what it repeats and never adds up.
create or replace view staging.stg_file__lead_status_changes as
with file_lead_status_changes as (
    select *
    from raw.file_lead_status_changes
),

final as (
    select
        lead_id,
        status,
        status_text,
        changed_at,
        file_key,
        row_number,
        flags,
        properties_json,
        run_id,
        loaded_at,
    from file_lead_status_changes
    qualify rank() over (
        partition by
            lead_id,
            status,
            changed_at
        order by loaded_at desc, file_key desc
    ) = 1
)

select *
from final
