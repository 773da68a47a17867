-- materialize: table
-- Past purchases.
-- Grain: one row per order_id; rows of its items are summed. ordered_at is UTC, date_day its day in the settings' time zone.
-- value is in currency_code (XXX = none stated); NULL where no row states one or where the items differ in currency.
-- product and category are NULL where the items differ. Dropped: orders without a time.
create or replace view marts.fct_orders as
with file_orders as (
    select
        *,
        coalesce(order_id, concat(file_key, ':', cast(row_number as string))) as order_key,
    from staging.stg_file__orders
    where ordered_at is not null
),

persons as (
    select *
    from marts.int_persons
),

settings as (
    select *
    from marts.int_settings
),

orders as (
    select
        order_key as order_id,
        min(customer_id) as customer_id,
        min(person_key) as person_key,
        min(ordered_at) as ordered_at,
        sum(value) as value,
        min(if(value is null, null, coalesce(currency_code, 'XXX'))) as currency_code,
        max(if(value is null, null, coalesce(currency_code, 'XXX'))) as last_currency_code,
        if(min(product) = max(product), min(product), null) as product,
        if(min(category) = max(category), min(category), null) as category,
    from file_orders
    group by order_key
),

final as (
    select
        orders.order_id,
        orders.customer_id,
        coalesce(orders.person_key, persons.person_key, orders.customer_id) as person_id,
        orders.ordered_at,
        date(orders.ordered_at, settings.time_zone) as date_day,
        if(orders.currency_code = orders.last_currency_code, orders.value, null) as value,
        if(orders.currency_code = orders.last_currency_code, orders.currency_code, null) as currency_code,
        orders.product,
        orders.category,
    from orders
    cross join settings
    left join persons
        on orders.customer_id = persons.user_id
)

select *
from final
