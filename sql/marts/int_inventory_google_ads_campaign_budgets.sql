-- What raw.google_ads_campaign_budgets holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_google_ads_campaign_budgets as
with kept_rows as (
    select *
    from staging.stg_google_ads__campaign_budgets
),

counted as (
    select
        count(*) as row_count,
        min(date(valid_from)) as first_day,
        max(date(valid_from)) as last_day,
        count(account_id) as n_customer_id, count(distinct account_id) as d_customer_id,
        count(campaign_budget_id) as n_campaign_budget_id, count(distinct campaign_budget_id) as d_campaign_budget_id,
        count(campaign_budget_name) as n_campaign_budget_name, count(distinct campaign_budget_name) as d_campaign_budget_name,
        count(status) as n_status, count(distinct status) as d_status,
        count(period) as n_period, count(distinct period) as d_period,
        count(daily_budget) as n_amount_micros, count(distinct daily_budget) as d_amount_micros,
        count(lifetime_budget) as n_total_amount_micros, count(distinct lifetime_budget) as d_total_amount_micros,
        count(delivery_method) as n_delivery_method, count(distinct delivery_method) as d_delivery_method,
        count(is_explicitly_shared) as n_is_explicitly_shared, count(distinct is_explicitly_shared) as d_is_explicitly_shared,
        count(reference_count) as n_reference_count, count(distinct reference_count) as d_reference_count,
        count(currency_code) as n_currency_code, count(distinct currency_code) as d_currency_code,
        count(account_time_zone) as n_account_time_zone, count(distinct account_time_zone) as d_account_time_zone,
        count(valid_from) as n_observed_at, count(distinct valid_from) as d_observed_at,
        count(deleted_at) as n_deleted_at, count(distinct deleted_at) as d_deleted_at,
    from kept_rows
),

final as (
    select
        'google_ads_campaign_budgets' as table_name,
        'google_ads' as source,
        entry.column_name,
        counted.row_count,
        entry.filled,
        entry.distinct_values,
        counted.first_day,
        counted.last_day,
        entry.purpose,
    from counted
    cross join unnest([
        struct('customer_id' as column_name, n_customer_id as filled, d_customer_id as distinct_values, 'KPIs by account' as purpose),
        struct('campaign_budget_id' as column_name, n_campaign_budget_id as filled, d_campaign_budget_id as distinct_values, 'budget pacing' as purpose),
        struct('campaign_budget_name' as column_name, n_campaign_budget_name as filled, d_campaign_budget_name as distinct_values, 'kept for questions of your own' as purpose),
        struct('status' as column_name, n_status as filled, d_status as distinct_values, 'whether it runs' as purpose),
        struct('period' as column_name, n_period as filled, d_period as distinct_values, 'kept for questions of your own' as purpose),
        struct('amount_micros' as column_name, n_amount_micros as filled, d_amount_micros as distinct_values, 'budget pacing' as purpose),
        struct('total_amount_micros' as column_name, n_total_amount_micros as filled, d_total_amount_micros as distinct_values, 'kept for questions of your own' as purpose),
        struct('delivery_method' as column_name, n_delivery_method as filled, d_delivery_method as distinct_values, 'kept for questions of your own' as purpose),
        struct('is_explicitly_shared' as column_name, n_is_explicitly_shared as filled, d_is_explicitly_shared as distinct_values, 'kept for questions of your own' as purpose),
        struct('reference_count' as column_name, n_reference_count as filled, d_reference_count as distinct_values, 'kept for questions of your own' as purpose),
        struct('currency_code' as column_name, n_currency_code as filled, d_currency_code as distinct_values, 'money at all' as purpose),
        struct('account_time_zone' as column_name, n_account_time_zone as filled, d_account_time_zone as distinct_values, 'where a day begins and ends' as purpose),
        struct('observed_at' as column_name, n_observed_at as filled, d_observed_at as distinct_values, 'history of names and settings' as purpose),
        struct('deleted_at' as column_name, n_deleted_at as filled, d_deleted_at as distinct_values, 'what is gone' as purpose)
    ]) as entry
)

select *
from final
