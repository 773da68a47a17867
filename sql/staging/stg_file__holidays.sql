-- Public holidays and similar days.
-- Grain: one row per kept row of a file. Row key: country, region, day, name.
-- Dropped: rows of a key that a later import also holds. The newest file's rows of the key stay, all of them,
-- so that a corrected or overlapping export replaces what it repeats and never adds up.
create or replace view staging.stg_file__holidays as
with holidays as (
    select *
    from raw.holidays
),

final as (
    select
        country_code,
        region_code,
        holiday_date,
        name,
        kind,
        file_key,
        row_number,
        run_id,
        loaded_at,
    from holidays
    qualify rank() over (
        partition by
            country_code,
            region_code,
            holiday_date,
            name
        order by loaded_at desc, file_key desc
    ) = 1
)

select *
from final
