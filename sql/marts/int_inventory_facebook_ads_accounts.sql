-- What raw.facebook_ads_accounts holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_facebook_ads_accounts as
with kept_rows as (
    select *
    from staging.stg_facebook_ads__accounts
),

counted as (
    select
        count(*) as row_count,
        min(date(valid_from)) as first_day,
        max(date(valid_from)) as last_day,
        count(account_id) as n_account_id, count(distinct account_id) as d_account_id,
        count(account_name) as n_account_name, count(distinct account_name) as d_account_name,
        count(account_status) as n_account_status, count(distinct account_status) as d_account_status,
        count(business_name) as n_business_name, count(distinct business_name) as d_business_name,
        count(currency_code) as n_currency_code, count(distinct currency_code) as d_currency_code,
        count(account_time_zone) as n_account_time_zone, count(distinct account_time_zone) as d_account_time_zone,
        count(primary_action_type) as n_primary_action_type, count(distinct primary_action_type) as d_primary_action_type,
        count(valid_from) as n_observed_at, count(distinct valid_from) as d_observed_at,
        count(deleted_at) as n_deleted_at, count(distinct deleted_at) as d_deleted_at,
    from kept_rows
),

final as (
    select
        'facebook_ads_accounts' as table_name,
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
        struct('account_name' as column_name, n_account_name as filled, d_account_name as distinct_values, 'kept for questions of your own' as purpose),
        struct('account_status' as column_name, n_account_status as filled, d_account_status as distinct_values, 'kept for questions of your own' as purpose),
        struct('business_name' as column_name, n_business_name as filled, d_business_name as distinct_values, 'kept for questions of your own' as purpose),
        struct('currency_code' as column_name, n_currency_code as filled, d_currency_code as distinct_values, 'money at all' as purpose),
        struct('account_time_zone' as column_name, n_account_time_zone as filled, d_account_time_zone as distinct_values, 'where a day begins and ends' as purpose),
        struct('primary_action_type' as column_name, n_primary_action_type as filled, d_primary_action_type as distinct_values, 'which action counts as the conversion' as purpose),
        struct('observed_at' as column_name, n_observed_at as filled, d_observed_at as distinct_values, 'history of names and settings' as purpose),
        struct('deleted_at' as column_name, n_deleted_at as filled, d_deleted_at as distinct_values, 'what is gone' as purpose)
    ]) as entry
)

select *
from final
