-- What raw.google_ads_conversion_action_daily holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are the account's.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_google_ads_conversion_action_daily as
with kept_rows as (
    select *
    from staging.stg_google_ads__conversion_action_daily
),

counted as (
    select
        count(*) as row_count,
        min(date_day) as first_day,
        max(date_day) as last_day,
        count(date_day) as n_date_day, count(distinct date_day) as d_date_day,
        count(account_id) as n_customer_id, count(distinct account_id) as d_customer_id,
        count(campaign_id) as n_campaign_id, count(distinct campaign_id) as d_campaign_id,
        count(conversion_action_id) as n_conversion_action_id, count(distinct conversion_action_id) as d_conversion_action_id,
        count(conversion_action_name) as n_conversion_action_name, count(distinct conversion_action_name) as d_conversion_action_name,
        count(conversion_action_category) as n_conversion_action_category, count(distinct conversion_action_category) as d_conversion_action_category,
        count(conversions) as n_conversions, count(distinct conversions) as d_conversions,
        count(conversion_value) as n_conversions_value, count(distinct conversion_value) as d_conversions_value,
        count(all_conversions) as n_all_conversions, count(distinct all_conversions) as d_all_conversions,
        count(all_conversion_value) as n_all_conversions_value, count(distinct all_conversion_value) as d_all_conversions_value,
        count(view_through_conversions) as n_view_through_conversions, count(distinct view_through_conversions) as d_view_through_conversions,
        count(conversions_by_conversion_date) as n_conversions_by_conversion_date, count(distinct conversions_by_conversion_date) as d_conversions_by_conversion_date,
        count(conversion_value_by_conversion_date) as n_conversions_value_by_conversion_date, count(distinct conversion_value_by_conversion_date) as d_conversions_value_by_conversion_date,
        count(currency_code) as n_currency_code, count(distinct currency_code) as d_currency_code,
        count(account_time_zone) as n_account_time_zone, count(distinct account_time_zone) as d_account_time_zone,
    from kept_rows
),

final as (
    select
        'google_ads_conversion_action_daily' as table_name,
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
        struct('date_day' as column_name, n_date_day as filled, d_date_day as distinct_values, 'KPIs by day' as purpose),
        struct('customer_id' as column_name, n_customer_id as filled, d_customer_id as distinct_values, 'KPIs by account' as purpose),
        struct('campaign_id' as column_name, n_campaign_id as filled, d_campaign_id as distinct_values, 'KPIs by campaign' as purpose),
        struct('conversion_action_id' as column_name, n_conversion_action_id as filled, d_conversion_action_id as distinct_values, 'conversions by action' as purpose),
        struct('conversion_action_name' as column_name, n_conversion_action_name as filled, d_conversion_action_name as distinct_values, 'names of conversion actions' as purpose),
        struct('conversion_action_category' as column_name, n_conversion_action_category as filled, d_conversion_action_category as distinct_values, 'kind of conversion' as purpose),
        struct('conversions' as column_name, n_conversions as filled, d_conversions as distinct_values, 'conversion_rate, cpa, MMM' as purpose),
        struct('conversions_value' as column_name, n_conversions_value as filled, d_conversions_value as distinct_values, 'platform_roas, reported revenue' as purpose),
        struct('all_conversions' as column_name, n_all_conversions as filled, d_all_conversions as distinct_values, 'secondary actions too' as purpose),
        struct('all_conversions_value' as column_name, n_all_conversions_value as filled, d_all_conversions_value as distinct_values, 'value of secondary actions too' as purpose),
        struct('view_through_conversions' as column_name, n_view_through_conversions as filled, d_view_through_conversions as distinct_values, 'conversions after a view' as purpose),
        struct('conversions_by_conversion_date' as column_name, n_conversions_by_conversion_date as filled, d_conversions_by_conversion_date as distinct_values, 'conversions on their own day' as purpose),
        struct('conversions_value_by_conversion_date' as column_name, n_conversions_value_by_conversion_date as filled, d_conversions_value_by_conversion_date as distinct_values, 'value on the conversion\'s own day' as purpose),
        struct('currency_code' as column_name, n_currency_code as filled, d_currency_code as distinct_values, 'money at all' as purpose),
        struct('account_time_zone' as column_name, n_account_time_zone as filled, d_account_time_zone as distinct_values, 'where a day begins and ends' as purpose)
    ]) as entry
)

select *
from final
