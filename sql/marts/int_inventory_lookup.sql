-- What raw.file_lookup holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_lookup as
with kept_rows as (
    select *
    from staging.stg_file__lookup
),

counted as (
    select
        count(*) as row_count,
        min(cast(null as date)) as first_day,
        max(cast(null as date)) as last_day,
        count(`lookup`) as n_lookup, count(distinct `lookup`) as d_lookup,
        count(key) as n_key, count(distinct key) as d_key,
    from kept_rows
),

final as (
    select
        'file_lookup' as table_name,
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
        struct('lookup' as column_name, n_lookup as filled, d_lookup as distinct_values, 'which table' as purpose),
        struct('key' as column_name, n_key as filled, d_key as distinct_values, 'joins by hand' as purpose)
    ]) as entry
)

select *
from final
