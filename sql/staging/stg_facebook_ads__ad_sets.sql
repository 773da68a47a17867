-- Facebook ad sets (ad groups here) over time. Units: budgets and bids in currency_code; times in UTC.
-- Grain: one row per account_id, ad_group_id and version.
-- valid_from: when this content was first seen; valid_to: when other content was, NULL for the last. deleted_at: when the entity was
-- found gone while this was its content; an entity that came back goes on with its next version.
create or replace view staging.stg_facebook_ads__ad_sets as
with ad_sets as (
    select *
    from raw.facebook_ads_ad_sets
),

observed as (
    select
        *,
        row_number() over (partition by account_id, adset_id order by observed_at) as observation_number,
        lead(deleted_at) over (partition by account_id, adset_id order by observed_at) as next_deleted_at,
        first_value(if(deleted_at is null, observed_at, null) ignore nulls) over (
            partition by account_id, adset_id
            order by observed_at
            rows between 1 following and unbounded following
        ) as next_observed_at,
    from ad_sets
),

final as (
    select
        account_id,
        adset_id as ad_group_id,
        adset_name as ad_group_name,
        campaign_id,
        status,
        effective_status,
        optimization_goal,
        billing_event,
        bid_strategy,
        bid_amount,
        daily_budget,
        lifetime_budget,
        attribution_spec_json,
        started_at,
        stopped_at,
        created_at,
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
