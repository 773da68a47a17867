-- What raw.fx_daily holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_fx_daily as
with kept_rows as (
    select *
    from staging.stg_file__fx_daily
),

counted as (
    select
        count(*) as row_count,
        min(date_day) as first_day,
        max(date_day) as last_day,
        count(date_day) as n_date_day, count(distinct date_day) as d_date_day,
        count(from_currency) as n_from_currency, count(distinct from_currency) as d_from_currency,
        count(to_currency) as n_to_currency, count(distinct to_currency) as d_to_currency,
        count(rate) as n_rate, count(distinct rate) as d_rate,
    from kept_rows
),

final as (
    select
        'fx_daily' as table_name,
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
        struct('date_day' as column_name, n_date_day as filled, d_date_day as distinct_values, 'reporting currency' as purpose),
        struct('from_currency' as column_name, n_from_currency as filled, d_from_currency as distinct_values, 'reporting currency' as purpose),
        struct('to_currency' as column_name, n_to_currency as filled, d_to_currency as distinct_values, 'reporting currency' as purpose),
        struct('rate' as column_name, n_rate as filled, d_rate as distinct_values, 'reporting currency' as purpose)
    ]) as entry
)

select *
from final
