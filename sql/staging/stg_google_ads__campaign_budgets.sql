-- Budgets of Google Ads campaigns over time. Units: money in currency_code; daily_budget is an average day's.
-- Grain: one row per account_id, campaign_budget_id and version.
-- valid_from: when this content was first seen; valid_to: when other content was, NULL for the last. deleted_at: when the entity was
-- found gone while this was its content; an entity that came back goes on with its next version.
create or replace view staging.stg_google_ads__campaign_budgets as
with campaign_budgets as (
    select *
    from raw.google_ads_campaign_budgets
),

observed as (
    select
        *,
        row_number() over (partition by customer_id, campaign_budget_id order by observed_at) as observation_number,
        lead(deleted_at) over (partition by customer_id, campaign_budget_id order by observed_at) as next_deleted_at,
        first_value(if(deleted_at is null, observed_at, null) ignore nulls) over (
            partition by customer_id, campaign_budget_id
            order by observed_at
            rows between 1 following and unbounded following
        ) as next_observed_at,
    from campaign_budgets
),

final as (
    select
        customer_id as account_id,
        campaign_budget_id,
        campaign_budget_name,
        status,
        period,
        cast(cast(amount_micros as numeric) * numeric '0.000001' as numeric) as daily_budget,
        cast(cast(total_amount_micros as numeric) * numeric '0.000001' as numeric) as lifetime_budget,
        delivery_method,
        is_explicitly_shared,
        reference_count,
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
