-- What raw.file_orders holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_orders as
with kept_rows as (
    select *
    from staging.stg_file__orders
),

counted as (
    select
        count(*) as row_count,
        min(date(ordered_at)) as first_day,
        max(date(ordered_at)) as last_day,
        count(order_id) as n_order_id, count(distinct order_id) as d_order_id,
        count(customer_id) as n_customer_id, count(distinct customer_id) as d_customer_id,
        count(person_key) as n_person_key, count(distinct person_key) as d_person_key,
        count(ordered_at) as n_ordered_at, count(distinct ordered_at) as d_ordered_at,
        count(value) as n_value, count(distinct value) as d_value,
        count(currency_code) as n_currency_code, count(distinct currency_code) as d_currency_code,
        count(product) as n_product, count(distinct product) as d_product,
        count(category) as n_category, count(distinct category) as d_category,
    from kept_rows
),

final as (
    select
        'file_orders' as table_name,
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
        struct('order_id' as column_name, n_order_id as filled, d_order_id as distinct_values, 'one row an order' as purpose),
        struct('customer_id' as column_name, n_customer_id as filled, d_customer_id as distinct_values, 'customers, paths' as purpose),
        struct('person_key' as column_name, n_person_key as filled, d_person_key as distinct_values, 'paths of known persons' as purpose),
        struct('ordered_at' as column_name, n_ordered_at as filled, d_ordered_at as distinct_values, 'revenue by day' as purpose),
        struct('value' as column_name, n_value as filled, d_value as distinct_values, 'revenue, roas' as purpose),
        struct('currency_code' as column_name, n_currency_code as filled, d_currency_code as distinct_values, 'revenue' as purpose),
        struct('product' as column_name, n_product as filled, d_product as distinct_values, 'products' as purpose),
        struct('category' as column_name, n_category as filled, d_category as distinct_values, 'products' as purpose)
    ]) as entry
)

select *
from final
