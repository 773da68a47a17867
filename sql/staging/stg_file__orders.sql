-- Orders (past purchases) from files.
-- Grain: one row per kept row of a file. Row key: order_id, without one the customer, time and product.
-- Dropped: rows of a key that a later import also holds. The newest file's rows of the key stay, all of them,
-- so that a corrected or overlapping export replaces what it repeats and never adds up.
create or replace view staging.stg_file__orders as
with file_orders as (
    select *
    from raw.file_orders
),

final as (
    select
        order_id,
        customer_id,
        person_key,
        ordered_at,
        value,
        currency_code,
        product,
        category,
        file_key,
        row_number,
        flags,
        properties_json,
        run_id,
        loaded_at,
    from file_orders
    qualify rank() over (
        partition by
            order_id,
            if(order_id is null, customer_id, null),
            if(order_id is null, person_key, null),
            if(order_id is null, ordered_at, null),
            if(order_id is null, product, null)
        order by loaded_at desc, file_key desc
    ) = 1
)

select *
from final
