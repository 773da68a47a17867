-- Rows of tables that only explain others (accounts, products, teams).
-- Grain: one row per kept row of a file. Row key: lookup and key.
-- Dropped: rows of a key that a later import also holds. The newest file's rows of the key stay, all of them,
-- so that a corrected or overlapping export replaces what it repeats and never adds up.
create or replace view staging.stg_file__lookup as
with file_lookup as (
    select *
    from raw.file_lookup
),

final as (
    select
        `lookup`,
        key,
        file_key,
        row_number,
        flags,
        properties_json,
        run_id,
        loaded_at,
    from file_lookup
    qualify rank() over (
        partition by
            `lookup`,
            key
        order by loaded_at desc, file_key desc
    ) = 1
)

select *
from final
