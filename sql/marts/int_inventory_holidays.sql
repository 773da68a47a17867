-- What raw.holidays holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_holidays as
with kept_rows as (
    select *
    from staging.stg_file__holidays
),

counted as (
    select
        count(*) as row_count,
        min(holiday_date) as first_day,
        max(holiday_date) as last_day,
        count(country_code) as n_country_code, count(distinct country_code) as d_country_code,
        count(region_code) as n_region_code, count(distinct region_code) as d_region_code,
        count(holiday_date) as n_holiday_date, count(distinct holiday_date) as d_holiday_date,
        count(name) as n_name, count(distinct name) as d_name,
        count(kind) as n_kind, count(distinct kind) as d_kind,
    from kept_rows
),

final as (
    select
        'holidays' as table_name,
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
        struct('country_code' as column_name, n_country_code as filled, d_country_code as distinct_values, 'MMM holidays' as purpose),
        struct('region_code' as column_name, n_region_code as filled, d_region_code as distinct_values, 'geo MMM holidays' as purpose),
        struct('holiday_date' as column_name, n_holiday_date as filled, d_holiday_date as distinct_values, 'MMM holidays' as purpose),
        struct('name' as column_name, n_name as filled, d_name as distinct_values, 'named holidays' as purpose),
        struct('kind' as column_name, n_kind as filled, d_kind as distinct_values, 'kinds of holidays' as purpose)
    ]) as entry
)

select *
from final
