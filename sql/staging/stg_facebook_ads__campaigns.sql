-- Facebook campaigns over time. Units: budgets in currency_code; times in UTC.
-- Grain: one row per account_id, campaign_id and version.
-- valid_from: when this content was first seen; valid_to: when other content was, NULL for the last. deleted_at: when the entity was
-- found gone while this was its content; an entity that came back goes on with its next version.
create or replace view staging.stg_facebook_ads__campaigns as
with campaigns as (
    select *
    from raw.facebook_ads_campaigns
),

observed as (
    select
        *,
        row_number() over (partition by account_id, campaign_id order by observed_at) as observation_number,
        lead(deleted_at) over (partition by account_id, campaign_id order by observed_at) as next_deleted_at,
        first_value(if(deleted_at is null, observed_at, null) ignore nulls) over (
            partition by account_id, campaign_id
            order by observed_at
            rows between 1 following and unbounded following
        ) as next_observed_at,
    from campaigns
),

final as (
    select
        account_id,
        campaign_id,
        campaign_name,
        status,
        effective_status,
        objective,
        buying_type,
        bid_strategy,
        daily_budget,
        lifetime_budget,
        spend_cap,
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
