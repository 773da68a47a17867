-- What raw.facebook_ads_action_daily holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are the account's.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_facebook_ads_action_daily as
with kept_rows as (
    select *
    from staging.stg_facebook_ads__action_daily
),

counted as (
    select
        count(*) as row_count,
        min(date_day) as first_day,
        max(date_day) as last_day,
        count(account_id) as n_account_id, count(distinct account_id) as d_account_id,
        count(date_day) as n_date_day, count(distinct date_day) as d_date_day,
        count(campaign_id) as n_campaign_id, count(distinct campaign_id) as d_campaign_id,
        count(campaign_name) as n_campaign_name, count(distinct campaign_name) as d_campaign_name,
        count(action_type) as n_action_type, count(distinct action_type) as d_action_type,
        count(attribution_window) as n_attribution_window, count(distinct attribution_window) as d_attribution_window,
        count(action_count) as n_action_count, count(distinct action_count) as d_action_count,
        count(action_value) as n_action_value, count(distinct action_value) as d_action_value,
        count(currency_code) as n_currency_code, count(distinct currency_code) as d_currency_code,
        count(account_time_zone) as n_account_time_zone, count(distinct account_time_zone) as d_account_time_zone,
    from kept_rows
),

final as (
    select
        'facebook_ads_action_daily' as table_name,
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
        struct('date_day' as column_name, n_date_day as filled, d_date_day as distinct_values, 'KPIs by day' as purpose),
        struct('campaign_id' as column_name, n_campaign_id as filled, d_campaign_id as distinct_values, 'KPIs by campaign' as purpose),
        struct('campaign_name' as column_name, n_campaign_name as filled, d_campaign_name as distinct_values, 'names in reports, matching of leads and touches' as purpose),
        struct('action_type' as column_name, n_action_type as filled, d_action_type as distinct_values, 'conversions by action' as purpose),
        struct('attribution_window' as column_name, n_attribution_window as filled, d_attribution_window as distinct_values, 'conversions by window' as purpose),
        struct('action_count' as column_name, n_action_count as filled, d_action_count as distinct_values, 'conversions by action and window' as purpose),
        struct('action_value' as column_name, n_action_value as filled, d_action_value as distinct_values, 'value by action and window' as purpose),
        struct('currency_code' as column_name, n_currency_code as filled, d_currency_code as distinct_values, 'money at all' as purpose),
        struct('account_time_zone' as column_name, n_account_time_zone as filled, d_account_time_zone as distinct_values, 'where a day begins and ends' as purpose)
    ]) as entry
)

select *
from final
