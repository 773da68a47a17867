-- Definitions of A/B and geo tests: which entity was in which arm.
-- Grain: one row per kept row of a file. Row key: experiment_id, arm, entity_id.
-- Dropped: rows of a key that a later import also holds. The newest file's rows of the key stay, all of them,
-- so that a corrected or overlapping export replaces what it repeats and never adds up.
create or replace view staging.stg_file__experiments as
with file_experiments as (
    select *
    from raw.file_experiments
),

final as (
    select
        experiment_id,
        name,
        hypothesis,
        metric,
        arm,
        unit,
        entity_id,
        started_on,
        ended_on,
        share,
        file_key,
        row_number,
        flags,
        properties_json,
        run_id,
        loaded_at,
    from file_experiments
    qualify rank() over (
        partition by
            experiment_id,
            arm,
            entity_id
        order by loaded_at desc, file_key desc
    ) = 1
)

select *
from final
