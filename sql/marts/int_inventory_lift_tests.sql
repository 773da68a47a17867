-- What raw.file_lift_tests holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_lift_tests as
with kept_rows as (
    select *
    from staging.stg_file__lift_tests
),

counted as (
    select
        count(*) as row_count,
        min(window_start) as first_day,
        max(window_end) as last_day,
        count(lift_test_id) as n_lift_test_id, count(distinct lift_test_id) as d_lift_test_id,
        count(channel) as n_channel, count(distinct channel) as d_channel,
        count(geo) as n_geo, count(distinct geo) as d_geo,
        count(window_start) as n_window_start, count(distinct window_start) as d_window_start,
        count(window_end) as n_window_end, count(distinct window_end) as d_window_end,
        count(spend_delta) as n_spend_delta, count(distinct spend_delta) as d_spend_delta,
        count(currency_code) as n_currency_code, count(distinct currency_code) as d_currency_code,
        count(lift) as n_lift, count(distinct lift) as d_lift,
        count(lift_se) as n_lift_se, count(distinct lift_se) as d_lift_se,
        count(scope) as n_scope, count(distinct scope) as d_scope,
    from kept_rows
),

final as (
    select
        'file_lift_tests' as table_name,
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
        struct('lift_test_id' as column_name, n_lift_test_id as filled, d_lift_test_id as distinct_values, 'MMM calibration' as purpose),
        struct('channel' as column_name, n_channel as filled, d_channel as distinct_values, 'MMM calibration' as purpose),
        struct('geo' as column_name, n_geo as filled, d_geo as distinct_values, 'geo MMM calibration' as purpose),
        struct('window_start' as column_name, n_window_start as filled, d_window_start as distinct_values, 'MMM calibration' as purpose),
        struct('window_end' as column_name, n_window_end as filled, d_window_end as distinct_values, 'MMM calibration' as purpose),
        struct('spend_delta' as column_name, n_spend_delta as filled, d_spend_delta as distinct_values, 'MMM calibration' as purpose),
        struct('currency_code' as column_name, n_currency_code as filled, d_currency_code as distinct_values, 'MMM calibration' as purpose),
        struct('lift' as column_name, n_lift as filled, d_lift as distinct_values, 'MMM calibration' as purpose),
        struct('lift_se' as column_name, n_lift_se as filled, d_lift_se as distinct_values, 'weight of the test' as purpose),
        struct('scope' as column_name, n_scope as filled, d_scope as distinct_values, 'immediate or total effect' as purpose)
    ]) as entry
)

select *
from final
