-- Outside signals by day: competitor spend, interest rate, weather, market index.
-- Grain: one row per kept row of a file. Row key: date_day, series, geo.
-- Dropped: rows of a key that a later import also holds. The newest file's rows of the key stay, all of them,
-- so that a corrected or overlapping export replaces what it repeats and never adds up.
create or replace view staging.stg_file__series as
with file_series as (
    select *
    from raw.file_series
),

final as (
    select
        date_day,
        series,
        geo,
        value,
        file_key,
        row_number,
        flags,
        properties_json,
        run_id,
        loaded_at,
    from file_series
    qualify rank() over (
        partition by
            date_day,
            series,
            geo
        order by loaded_at desc, file_key desc
    ) = 1
)

select *
from final
