-- What raw.google_ads_customers holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_google_ads_customers as
with kept_rows as (
    select *
    from staging.stg_google_ads__customers
),

counted as (
    select
        count(*) as row_count,
        min(date(valid_from)) as first_day,
        max(date(valid_from)) as last_day,
        count(account_id) as n_customer_id, count(distinct account_id) as d_customer_id,
        count(account_name) as n_customer_name, count(distinct account_name) as d_customer_name,
        count(status) as n_status, count(distinct status) as d_status,
        count(is_auto_tagging_enabled) as n_is_auto_tagging_enabled, count(distinct is_auto_tagging_enabled) as d_is_auto_tagging_enabled,
        count(is_test_account) as n_is_test_account, count(distinct is_test_account) as d_is_test_account,
        count(tracking_url_template) as n_tracking_url_template, count(distinct tracking_url_template) as d_tracking_url_template,
        count(final_url_suffix) as n_final_url_suffix, count(distinct final_url_suffix) as d_final_url_suffix,
        count(currency_code) as n_currency_code, count(distinct currency_code) as d_currency_code,
        count(account_time_zone) as n_account_time_zone, count(distinct account_time_zone) as d_account_time_zone,
        count(valid_from) as n_observed_at, count(distinct valid_from) as d_observed_at,
        count(deleted_at) as n_deleted_at, count(distinct deleted_at) as d_deleted_at,
    from kept_rows
),

final as (
    select
        'google_ads_customers' as table_name,
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
        struct('customer_name' as column_name, n_customer_name as filled, d_customer_name as distinct_values, 'kept for questions of your own' as purpose),
        struct('status' as column_name, n_status as filled, d_status as distinct_values, 'whether it runs' as purpose),
        struct('is_auto_tagging_enabled' as column_name, n_is_auto_tagging_enabled as filled, d_is_auto_tagging_enabled as distinct_values, 'kept for questions of your own' as purpose),
        struct('is_test_account' as column_name, n_is_test_account as filled, d_is_test_account as distinct_values, 'kept for questions of your own' as purpose),
        struct('tracking_url_template' as column_name, n_tracking_url_template as filled, d_tracking_url_template as distinct_values, 'utm parameters of ads' as purpose),
        struct('final_url_suffix' as column_name, n_final_url_suffix as filled, d_final_url_suffix as distinct_values, 'utm parameters of ads' as purpose),
        struct('currency_code' as column_name, n_currency_code as filled, d_currency_code as distinct_values, 'money at all' as purpose),
        struct('account_time_zone' as column_name, n_account_time_zone as filled, d_account_time_zone as distinct_values, 'where a day begins and ends' as purpose),
        struct('observed_at' as column_name, n_observed_at as filled, d_observed_at as distinct_values, 'history of names and settings' as purpose),
        struct('deleted_at' as column_name, n_deleted_at as filled, d_deleted_at as distinct_values, 'what is gone' as purpose)
    ]) as entry
)

select *
from final
