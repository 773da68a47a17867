-- What Google Ads accounts count as a conversion, over time. Units: default_value in default_currency_code.
-- Grain: one row per account_id, conversion_action_id and version.
-- valid_from: when this content was first seen; valid_to: when other content was, NULL for the last. deleted_at: when the entity was
-- found gone while this was its content; an entity that came back goes on with its next version.
create or replace view staging.stg_google_ads__conversion_actions as
with conversion_actions as (
    select *
    from raw.google_ads_conversion_actions
),

observed as (
    select
        *,
        row_number() over (partition by customer_id, conversion_action_id order by observed_at) as observation_number,
        lead(deleted_at) over (partition by customer_id, conversion_action_id order by observed_at) as next_deleted_at,
        first_value(if(deleted_at is null, observed_at, null) ignore nulls) over (
            partition by customer_id, conversion_action_id
            order by observed_at
            rows between 1 following and unbounded following
        ) as next_observed_at,
    from conversion_actions
),

final as (
    select
        customer_id as account_id,
        conversion_action_id,
        conversion_action_name,
        conversion_action_category,
        conversion_action_type,
        status,
        is_primary_for_goal,
        is_in_conversions_metric,
        counting_type,
        attribution_model,
        click_through_lookback_window_days,
        view_through_lookback_window_days,
        safe_cast(format('%.6f', default_value) as numeric) as default_value,
        default_currency_code,
        currency_code,
        account_time_zone,
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
