-- Facebook ad accounts over time.
-- Grain: one row per account_id and version.
-- valid_from: when this content was first seen; valid_to: when other content was, NULL for the last. deleted_at: when the entity was
-- found gone while this was its content; an entity that came back goes on with its next version.
create or replace view staging.stg_facebook_ads__accounts as
with accounts as (
    select *
    from raw.facebook_ads_accounts
),

observed as (
    select
        *,
        row_number() over (partition by account_id order by observed_at) as observation_number,
        lead(deleted_at) over (partition by account_id order by observed_at) as next_deleted_at,
        first_value(if(deleted_at is null, observed_at, null) ignore nulls) over (
            partition by account_id
            order by observed_at
            rows between 1 following and unbounded following
        ) as next_observed_at,
    from accounts
),

final as (
    select
        account_id,
        account_name,
        account_status,
        business_name,
        currency_code,
        account_time_zone,
        primary_action_type,
        observed_at as valid_from,
        next_observed_at as valid_to,
        next_observed_at is null as is_current,
        coalesce(deleted_at, next_deleted_at) as deleted_at,
        loaded_at,
    from observed
    where deleted_at is null
        or observation_number = 1
)

select *
from final
