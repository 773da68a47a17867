-- What raw.facebook_ads_campaigns holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_facebook_ads_campaigns as
with kept_rows as (
    select *
    from staging.stg_facebook_ads__campaigns
),

counted as (
    select
        count(*) as row_count,
        min(date(valid_from)) as first_day,
        max(date(valid_from)) as last_day,
        count(account_id) as n_account_id, count(distinct account_id) as d_account_id,
        count(campaign_id) as n_campaign_id, count(distinct campaign_id) as d_campaign_id,
        count(campaign_name) as n_campaign_name, count(distinct campaign_name) as d_campaign_name,
        count(status) as n_status, count(distinct status) as d_status,
        count(effective_status) as n_effective_status, count(distinct effective_status) as d_effective_status,
        count(objective) as n_objective, count(distinct objective) as d_objective,
        count(buying_type) as n_buying_type, count(distinct buying_type) as d_buying_type,
        count(bid_strategy) as n_bid_strategy, count(distinct bid_strategy) as d_bid_strategy,
        count(daily_budget) as n_daily_budget, count(distinct daily_budget) as d_daily_budget,
        count(lifetime_budget) as n_lifetime_budget, count(distinct lifetime_budget) as d_lifetime_budget,
        count(spend_cap) as n_spend_cap, count(distinct spend_cap) as d_spend_cap,
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
        'facebook_ads_campaigns' as table_name,
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
        struct('campaign_id' as column_name, n_campaign_id as filled, d_campaign_id as distinct_values, 'KPIs by campaign' as purpose),
        struct('campaign_name' as column_name, n_campaign_name as filled, d_campaign_name as distinct_values, 'names in reports, matching of leads and touches' as purpose),
        struct('status' as column_name, n_status as filled, d_status as distinct_values, 'whether it runs' as purpose),
        struct('effective_status' as column_name, n_effective_status as filled, d_effective_status as distinct_values, 'whether it runs' as purpose),
        struct('objective' as column_name, n_objective as filled, d_objective as distinct_values, 'kind of campaign' as purpose),
        struct('buying_type' as column_name, n_buying_type as filled, d_buying_type as distinct_values, 'kept for questions of your own' as purpose),
        struct('bid_strategy' as column_name, n_bid_strategy as filled, d_bid_strategy as distinct_values, 'kept for questions of your own' as purpose),
        struct('daily_budget' as column_name, n_daily_budget as filled, d_daily_budget as distinct_values, 'budget pacing' as purpose),
        struct('lifetime_budget' as column_name, n_lifetime_budget as filled, d_lifetime_budget as distinct_values, 'budgets of whole campaigns' as purpose),
        struct('spend_cap' as column_name, n_spend_cap as filled, d_spend_cap as distinct_values, 'kept for questions of your own' as purpose),
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
