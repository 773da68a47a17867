-- What raw.facebook_ads_ad_sets holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_facebook_ads_ad_sets as
with kept_rows as (
    select *
    from staging.stg_facebook_ads__ad_sets
),

counted as (
    select
        count(*) as row_count,
        min(date(valid_from)) as first_day,
        max(date(valid_from)) as last_day,
        count(account_id) as n_account_id, count(distinct account_id) as d_account_id,
        count(ad_group_id) as n_adset_id, count(distinct ad_group_id) as d_adset_id,
        count(ad_group_name) as n_adset_name, count(distinct ad_group_name) as d_adset_name,
        count(campaign_id) as n_campaign_id, count(distinct campaign_id) as d_campaign_id,
        count(status) as n_status, count(distinct status) as d_status,
        count(effective_status) as n_effective_status, count(distinct effective_status) as d_effective_status,
        count(optimization_goal) as n_optimization_goal, count(distinct optimization_goal) as d_optimization_goal,
        count(billing_event) as n_billing_event, count(distinct billing_event) as d_billing_event,
        count(bid_strategy) as n_bid_strategy, count(distinct bid_strategy) as d_bid_strategy,
        count(bid_amount) as n_bid_amount, count(distinct bid_amount) as d_bid_amount,
        count(daily_budget) as n_daily_budget, count(distinct daily_budget) as d_daily_budget,
        count(lifetime_budget) as n_lifetime_budget, count(distinct lifetime_budget) as d_lifetime_budget,
        count(attribution_spec_json) as n_attribution_spec_json, count(distinct attribution_spec_json) as d_attribution_spec_json,
        count(started_at) as n_started_at, count(distinct started_at) as d_started_at,
        count(stopped_at) as n_stopped_at, count(distinct stopped_at) as d_stopped_at,
        count(created_at) as n_created_at, count(distinct created_at) as d_created_at,
        count(currency_code) as n_currency_code, count(distinct currency_code) as d_currency_code,
        count(account_time_zone) as n_account_time_zone, count(distinct account_time_zone) as d_account_time_zone,
        count(valid_from) as n_observed_at, count(distinct valid_from) as d_observed_at,
        count(deleted_at) as n_deleted_at, count(distinct deleted_at) as d_deleted_at,
    from kept_rows
),

final as (
    select
        'facebook_ads_ad_sets' as table_name,
        'facebook_ads' as source,
        entry.column_name,
        counted.row_count,
        entry.filled,
        entry.distinct_values,
        counted.first_day,
        counted.last_day,
        entry.purpose,
    from counted
    cross join unnest([
        struct('account_id' as column_name, n_account_id as filled, d_account_id as distinct_values, 'KPIs by account' as purpose),
        struct('adset_id' as column_name, n_adset_id as filled, d_adset_id as distinct_values, 'KPIs by ad set' as purpose),
        struct('adset_name' as column_name, n_adset_name as filled, d_adset_name as distinct_values, 'names in reports' as purpose),
        struct('campaign_id' as column_name, n_campaign_id as filled, d_campaign_id as distinct_values, 'KPIs by campaign' as purpose),
        struct('status' as column_name, n_status as filled, d_status as distinct_values, 'whether it runs' as purpose),
        struct('effective_status' as column_name, n_effective_status as filled, d_effective_status as distinct_values, 'whether it runs' as purpose),
        struct('optimization_goal' as column_name, n_optimization_goal as filled, d_optimization_goal as distinct_values, 'kept for questions of your own' as purpose),
        struct('billing_event' as column_name, n_billing_event as filled, d_billing_event as distinct_values, 'kept for questions of your own' as purpose),
        struct('bid_strategy' as column_name, n_bid_strategy as filled, d_bid_strategy as distinct_values, 'kept for questions of your own' as purpose),
        struct('bid_amount' as column_name, n_bid_amount as filled, d_bid_amount as distinct_values, 'kept for questions of your own' as purpose),
        struct('daily_budget' as column_name, n_daily_budget as filled, d_daily_budget as distinct_values, 'budget pacing' as purpose),
        struct('lifetime_budget' as column_name, n_lifetime_budget as filled, d_lifetime_budget as distinct_values, 'budgets of whole campaigns' as purpose),
        struct('attribution_spec_json' as column_name, n_attribution_spec_json as filled, d_attribution_spec_json as distinct_values, 'kept for questions of your own' as purpose),
        struct('started_at' as column_name, n_started_at as filled, d_started_at as distinct_values, 'kept for questions of your own' as purpose),
        struct('stopped_at' as column_name, n_stopped_at as filled, d_stopped_at as distinct_values, 'kept for questions of your own' as purpose),
        struct('created_at' as column_name, n_created_at as filled, d_created_at as distinct_values, 'arrival, age' as purpose),
        struct('currency_code' as column_name, n_currency_code as filled, d_currency_code as distinct_values, 'money at all' as purpose),
        struct('account_time_zone' as column_name, n_account_time_zone as filled, d_account_time_zone as distinct_values, 'where a day begins and ends' as purpose),
        struct('observed_at' as column_name, n_observed_at as filled, d_observed_at as distinct_values, 'history of names and settings' as purpose),
        struct('deleted_at' as column_name, n_deleted_at as filled, d_deleted_at as distinct_values, 'what is gone' as purpose)
    ]) as entry
)

select *
from final
