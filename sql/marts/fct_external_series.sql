-- Outside signals by day: competitor spend, interest rates, weather, market indexes.
-- Grain: one row per date_day, series, geo; geo is NULL where the series is national.
-- Units: value in the unit of the series. Of rows with one key the mean counts: a file that repeats a key repeats a measurement.
-- Dropped: rows without a day or a series.
create or replace view marts.fct_external_series as
with file_series as (
    select *
    from staging.stg_file__series
    where date_day is not null
        and series is not null
),

final as (
    select
        date_day,
        series,
        geo,
        avg(value) as value,
    from file_series
    group by date_day, series, geo
)

select *
from final
