-- What raw.google_ads_conversion_actions holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_google_ads_conversion_actions as
with kept_rows as (
    select *
    from staging.stg_google_ads__conversion_actions
),

counted as (
    select
        count(*) as row_count,
        min(date(valid_from)) as first_day,
        max(date(valid_from)) as last_day,
        count(account_id) as n_customer_id, count(distinct account_id) as d_customer_id,
        count(conversion_action_id) as n_conversion_action_id, count(distinct conversion_action_id) as d_conversion_action_id,
        count(conversion_action_name) as n_conversion_action_name, count(distinct conversion_action_name) as d_conversion_action_name,
        count(conversion_action_category) as n_conversion_action_category, count(distinct conversion_action_category) as d_conversion_action_category,
        count(conversion_action_type) as n_conversion_action_type, count(distinct conversion_action_type) as d_conversion_action_type,
        count(status) as n_status, count(distinct status) as d_status,
        count(is_primary_for_goal) as n_is_primary_for_goal, count(distinct is_primary_for_goal) as d_is_primary_for_goal,
        count(is_in_conversions_metric) as n_is_in_conversions_metric, count(distinct is_in_conversions_metric) as d_is_in_conversions_metric,
        count(counting_type) as n_counting_type, count(distinct counting_type) as d_counting_type,
        count(attribution_model) as n_attribution_model, count(distinct attribution_model) as d_attribution_model,
        count(click_through_lookback_window_days) as n_click_through_lookback_window_days, count(distinct click_through_lookback_window_days) as d_click_through_lookback_window_days,
        count(view_through_lookback_window_days) as n_view_through_lookback_window_days, count(distinct view_through_lookback_window_days) as d_view_through_lookback_window_days,
        count(default_value) as n_default_value, count(distinct default_value) as d_default_value,
        count(default_currency_code) as n_default_currency_code, count(distinct default_currency_code) as d_default_currency_code,
        count(currency_code) as n_currency_code, count(distinct currency_code) as d_currency_code,
        count(account_time_zone) as n_account_time_zone, count(distinct account_time_zone) as d_account_time_zone,
        count(valid_from) as n_observed_at, count(distinct valid_from) as d_observed_at,
        count(deleted_at) as n_deleted_at, count(distinct deleted_at) as d_deleted_at,
    from kept_rows
),

final as (
    select
        'google_ads_conversion_actions' as table_name,
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
        struct('conversion_action_id' as column_name, n_conversion_action_id as filled, d_conversion_action_id as distinct_values, 'conversions by action' as purpose),
        struct('conversion_action_name' as column_name, n_conversion_action_name as filled, d_conversion_action_name as distinct_values, 'names of conversion actions' as purpose),
        struct('conversion_action_category' as column_name, n_conversion_action_category as filled, d_conversion_action_category as distinct_values, 'kind of conversion' as purpose),
        struct('conversion_action_type' as column_name, n_conversion_action_type as filled, d_conversion_action_type as distinct_values, 'kept for questions of your own' as purpose),
        struct('status' as column_name, n_status as filled, d_status as distinct_values, 'whether it runs' as purpose),
        struct('is_primary_for_goal' as column_name, n_is_primary_for_goal as filled, d_is_primary_for_goal as distinct_values, 'kept for questions of your own' as purpose),
        struct('is_in_conversions_metric' as column_name, n_is_in_conversions_metric as filled, d_is_in_conversions_metric as distinct_values, 'kept for questions of your own' as purpose),
        struct('counting_type' as column_name, n_counting_type as filled, d_counting_type as distinct_values, 'kept for questions of your own' as purpose),
        struct('attribution_model' as column_name, n_attribution_model as filled, d_attribution_model as distinct_values, 'kept for questions of your own' as purpose),
        struct('click_through_lookback_window_days' as column_name, n_click_through_lookback_window_days as filled, d_click_through_lookback_window_days as distinct_values, 'kept for questions of your own' as purpose),
        struct('view_through_lookback_window_days' as column_name, n_view_through_lookback_window_days as filled, d_view_through_lookback_window_days as distinct_values, 'kept for questions of your own' as purpose),
        struct('default_value' as column_name, n_default_value as filled, d_default_value as distinct_values, 'kept for questions of your own' as purpose),
        struct('default_currency_code' as column_name, n_default_currency_code as filled, d_default_currency_code as distinct_values, 'kept for questions of your own' as purpose),
        struct('currency_code' as column_name, n_currency_code as filled, d_currency_code as distinct_values, 'money at all' as purpose),
        struct('account_time_zone' as column_name, n_account_time_zone as filled, d_account_time_zone as distinct_values, 'where a day begins and ends' as purpose),
        struct('observed_at' as column_name, n_observed_at as filled, d_observed_at as distinct_values, 'history of names and settings' as purpose),
        struct('deleted_at' as column_name, n_deleted_at as filled, d_deleted_at as distinct_values, 'what is gone' as purpose)
    ]) as entry
)

select *
from final
