-- Aggregated conversion paths.
-- Grain: one row per kept row of a file. Row key: path and currency.
-- Dropped: rows of a key that a later import also holds. The newest file's rows of the key stay, all of them,
-- so that a corrected or overlapping export replaces what it repeats and never adds up.
create or replace view staging.stg_file__paths as
with file_paths as (
    select *
    from raw.file_paths
),

final as (
    select
        path,
        conversions,
        conversion_value,
        null_journeys,
        currency_code,
        file_key,
        row_number,
        flags,
        properties_json,
        run_id,
        loaded_at,
    from file_paths
    qualify rank() over (
        partition by
            path,
            currency_code
        order by loaded_at desc, file_key desc
    ) = 1
)

select *
from final
