-- materialize: table
-- Which visitors are known persons.
-- Grain: one row per user_id that some file names beside exactly one hashed e-mail (person_key).
-- Elsewhere person_id = person_key, else the key found here for the user_id, else the user_id.
-- Dropped: user ids that stand beside several keys: a shared device is no person.
create or replace view marts.int_persons as
with sessions as (
    select *
    from staging.stg_file__sessions
),

touches as (
    select *
    from staging.stg_file__touches
),

conversions as (
    select *
    from staging.stg_file__conversions
),

orders as (
    select *
    from staging.stg_file__orders
),

pairs as (
    select
        user_id,
        person_key,
    from sessions
    union all
    select
        user_id,
        person_key,
    from touches
    union all
    select
        user_id,
        person_key,
    from conversions
    union all
    select
        customer_id as user_id,
        person_key,
    from orders
),

keys as (
    select
        user_id,
        min(person_key) as first_key,
        max(person_key) as last_key,
    from pairs
    where user_id is not null
        and person_key is not null
    group by user_id
),

final as (
    select
        user_id,
        first_key as person_key,
    from keys
    where first_key = last_key
)

select *
from final
