-- What raw.file_conversions holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_conversions as
with kept_rows as (
    select *
    from staging.stg_file__conversions
),

counted as (
    select
        count(*) as row_count,
        min(date(converted_at)) as first_day,
        max(date(converted_at)) as last_day,
        count(conversion_id) as n_conversion_id, count(distinct conversion_id) as d_conversion_id,
        count(conversion_type) as n_conversion_type, count(distinct conversion_type) as d_conversion_type,
        count(user_id) as n_user_id, count(distinct user_id) as d_user_id,
        count(person_key) as n_person_key, count(distinct person_key) as d_person_key,
        count(session_id) as n_session_id, count(distinct session_id) as d_session_id,
        count(converted_at) as n_converted_at, count(distinct converted_at) as d_converted_at,
        count(is_day_only) as n_is_day_only, count(distinct is_day_only) as d_is_day_only,
        count(value) as n_value, count(distinct value) as d_value,
        count(currency_code) as n_currency_code, count(distinct currency_code) as d_currency_code,
        count(status) as n_status, count(distinct status) as d_status,
    from kept_rows
),

final as (
    select
        'file_conversions' as table_name,
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
        struct('conversion_id' as column_name, n_conversion_id as filled, d_conversion_id as distinct_values, 'one row a conversion' as purpose),
        struct('conversion_type' as column_name, n_conversion_type as filled, d_conversion_type as distinct_values, 'attribution by type' as purpose),
        struct('user_id' as column_name, n_user_id as filled, d_user_id as distinct_values, 'paths of visitors' as purpose),
        struct('person_key' as column_name, n_person_key as filled, d_person_key as distinct_values, 'paths of known persons' as purpose),
        struct('session_id' as column_name, n_session_id as filled, d_session_id as distinct_values, 'person of the session' as purpose),
        struct('converted_at' as column_name, n_converted_at as filled, d_converted_at as distinct_values, 'attribution' as purpose),
        struct('is_day_only' as column_name, n_is_day_only as filled, d_is_day_only as distinct_values, 'moment of the conversion' as purpose),
        struct('value' as column_name, n_value as filled, d_value as distinct_values, 'value of credit' as purpose),
        struct('currency_code' as column_name, n_currency_code as filled, d_currency_code as distinct_values, 'value of credit' as purpose),
        struct('status' as column_name, n_status as filled, d_status as distinct_values, 'reversed conversions left out' as purpose)
    ]) as entry
)

select *
from final
