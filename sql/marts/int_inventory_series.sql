-- What raw.file_series holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_series as
with kept_rows as (
    select *
    from staging.stg_file__series
),

counted as (
    select
        count(*) as row_count,
        min(date_day) as first_day,
        max(date_day) as last_day,
        count(date_day) as n_date_day, count(distinct date_day) as d_date_day,
        count(series) as n_series, count(distinct series) as d_series,
        count(geo) as n_geo, count(distinct geo) as d_geo,
        count(value) as n_value, count(distinct value) as d_value,
    from kept_rows
),

final as (
    select
        'file_series' as table_name,
        'file' as source,
        entry.column_name,
        counted.row_count,
        entry.filled,
        entry.distinct_values,
        counted.first_day,
        counted.last_day,
        entry.purpose,
    from counted
    cross join unnest([
        struct('date_day' as column_name, n_date_day as filled, d_date_day as distinct_values, 'MMM controls' as purpose),
        struct('series' as column_name, n_series as filled, d_series as distinct_values, 'MMM controls' as purpose),
        struct('geo' as column_name, n_geo as filled, d_geo as distinct_values, 'geo MMM' as purpose),
        struct('value' as column_name, n_value as filled, d_value as distinct_values, 'MMM controls' as purpose)
    ]) as entry
)

select *
from final
