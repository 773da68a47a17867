-- What raw.ga4_key_events holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are the account's.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_ga4_key_events as
with kept_rows as (
    select *
    from staging.stg_ga4__key_events
),

counted as (
    select
        count(*) as row_count,
        min(date_day) as first_day,
        max(date_day) as last_day,
        count(property_id) as n_property_id, count(distinct property_id) as d_property_id,
        count(date_day) as n_date_day, count(distinct date_day) as d_date_day,
        count(event_id) as n_event_id, count(distinct event_id) as d_event_id,
        count(session_id) as n_session_id, count(distinct session_id) as d_session_id,
        count(user_pseudo_id) as n_user_pseudo_id, count(distinct user_pseudo_id) as d_user_pseudo_id,
        count(event_name) as n_event_name, count(distinct event_name) as d_event_name,
        count(converted_at) as n_converted_at, count(distinct converted_at) as d_converted_at,
        count(value) as n_value, count(distinct value) as d_value,
        count(currency_code) as n_currency_code, count(distinct currency_code) as d_currency_code,
    from kept_rows
),

final as (
    select
        'ga4_key_events' as table_name,
        'ga4' as source,
        entry.column_name,
        counted.row_count,
        entry.filled,
        entry.distinct_values,
        counted.first_day,
        counted.last_day,
        entry.purpose,
    from counted
    cross join unnest([
        struct('property_id' as column_name, n_property_id as filled, d_property_id as distinct_values, 'web traffic by property' as purpose),
        struct('date_day' as column_name, n_date_day as filled, d_date_day as distinct_values, 'KPIs by day' as purpose),
        struct('event_id' as column_name, n_event_id as filled, d_event_id as distinct_values, 'kept for questions of your own' as purpose),
        struct('session_id' as column_name, n_session_id as filled, d_session_id as distinct_values, 'one visit' as purpose),
        struct('user_pseudo_id' as column_name, n_user_pseudo_id as filled, d_user_pseudo_id as distinct_values, 'one browser' as purpose),
        struct('event_name' as column_name, n_event_name as filled, d_event_name as distinct_values, 'kind of conversion' as purpose),
        struct('converted_at' as column_name, n_converted_at as filled, d_converted_at as distinct_values, 'when it happened' as purpose),
        struct('value' as column_name, n_value as filled, d_value as distinct_values, 'value of conversions' as purpose),
        struct('currency_code' as column_name, n_currency_code as filled, d_currency_code as distinct_values, 'money at all' as purpose)
    ]) as entry
)

select *
from final
