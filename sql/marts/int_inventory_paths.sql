-- What raw.file_paths holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_paths as
with kept_rows as (
    select *
    from staging.stg_file__paths
),

counted as (
    select
        count(*) as row_count,
        min(cast(null as date)) as first_day,
        max(cast(null as date)) as last_day,
        count(path) as n_path, count(distinct path) as d_path,
        count(conversions) as n_conversions, count(distinct conversions) as d_conversions,
        count(conversion_value) as n_conversion_value, count(distinct conversion_value) as d_conversion_value,
        count(null_journeys) as n_null_journeys, count(distinct null_journeys) as d_null_journeys,
        count(currency_code) as n_currency_code, count(distinct currency_code) as d_currency_code,
    from kept_rows
),

final as (
    select
        'file_paths' as table_name,
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
        struct('path' as column_name, n_path as filled, d_path as distinct_values, 'attribution of aggregated paths' as purpose),
        struct('conversions' as column_name, n_conversions as filled, d_conversions as distinct_values, 'weights of paths' as purpose),
        struct('conversion_value' as column_name, n_conversion_value as filled, d_conversion_value as distinct_values, 'value of paths' as purpose),
        struct('null_journeys' as column_name, n_null_journeys as filled, d_null_journeys as distinct_values, 'removal effects' as purpose),
        struct('currency_code' as column_name, n_currency_code as filled, d_currency_code as distinct_values, 'value of paths' as purpose)
    ]) as entry
)

select *
from final
