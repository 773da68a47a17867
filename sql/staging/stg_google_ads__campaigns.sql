-- Google Ads campaigns over time, with their budgets. Units: money in currency_code; times in UTC; target_roas 1 = 100 %.
-- Grain: one row per account_id, campaign_id and version.
-- valid_from: when this content was first seen; valid_to: when other content was, NULL for the last. deleted_at: when the entity was
-- found gone while this was its content; an entity that came back goes on with its next version.
create or replace view staging.stg_google_ads__campaigns as
with campaigns as (
    select *
    from raw.google_ads_campaigns
),

observed as (
    select
        *,
        row_number() over (partition by customer_id, campaign_id order by observed_at) as observation_number,
        lead(deleted_at) over (partition by customer_id, campaign_id order by observed_at) as next_deleted_at,
        first_value(if(deleted_at is null, observed_at, null) ignore nulls) over (
            partition by customer_id, campaign_id
            order by observed_at
            rows between 1 following and unbounded following
        ) as next_observed_at,
    from campaigns
),

final as (
    select
        customer_id as account_id,
        campaign_id,
        campaign_name,
        status,
        serving_status,
        advertising_channel_type,
        advertising_channel_sub_type,
        timestamp(start_date_time, coalesce(account_time_zone, 'UTC')) as started_at,
        timestamp(end_date_time, coalesce(account_time_zone, 'UTC')) as stopped_at,
        campaign_budget_id,
        cast(cast(campaign_budget_amount_micros as numeric) * numeric '0.000001' as numeric) as daily_budget,
        cast(cast(campaign_budget_total_amount_micros as numeric) * numeric '0.000001' as numeric) as lifetime_budget,
        campaign_budget_period,
        is_campaign_budget_shared,
        bidding_strategy_type,
        bidding_strategy_id,
        cast(cast(target_cpa_micros as numeric) * numeric '0.000001' as numeric) as target_cpa,
        target_roas,
        cast(cast(maximize_conversions_target_cpa_micros as numeric) * numeric '0.000001' as numeric) as maximize_conversions_target_cpa,
        maximize_conversion_value_target_roas,
        tracking_url_template,
        final_url_suffix,
        url_custom_parameters_json,
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
