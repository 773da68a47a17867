-- What raw.google_ads_asset_groups holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_google_ads_asset_groups as
with kept_rows as (
    select *
    from staging.stg_google_ads__asset_groups
),

counted as (
    select
        count(*) as row_count,
        min(date(valid_from)) as first_day,
        max(date(valid_from)) as last_day,
        count(account_id) as n_customer_id, count(distinct account_id) as d_customer_id,
        count(campaign_id) as n_campaign_id, count(distinct campaign_id) as d_campaign_id,
        count(asset_group_id) as n_asset_group_id, count(distinct asset_group_id) as d_asset_group_id,
        count(asset_group_name) as n_asset_group_name, count(distinct asset_group_name) as d_asset_group_name,
        count(status) as n_status, count(distinct status) as d_status,
        count(final_urls_json) as n_final_urls_json, count(distinct final_urls_json) as d_final_urls_json,
        count(final_mobile_urls_json) as n_final_mobile_urls_json, count(distinct final_mobile_urls_json) as d_final_mobile_urls_json,
        count(currency_code) as n_currency_code, count(distinct currency_code) as d_currency_code,
        count(account_time_zone) as n_account_time_zone, count(distinct account_time_zone) as d_account_time_zone,
        count(valid_from) as n_observed_at, count(distinct valid_from) as d_observed_at,
        count(deleted_at) as n_deleted_at, count(distinct deleted_at) as d_deleted_at,
    from kept_rows
),

final as (
    select
        'google_ads_asset_groups' as table_name,
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
        struct('campaign_id' as column_name, n_campaign_id as filled, d_campaign_id as distinct_values, 'KPIs by campaign' as purpose),
        struct('asset_group_id' as column_name, n_asset_group_id as filled, d_asset_group_id as distinct_values, 'KPIs by asset group' as purpose),
        struct('asset_group_name' as column_name, n_asset_group_name as filled, d_asset_group_name as distinct_values, 'kept for questions of your own' as purpose),
        struct('status' as column_name, n_status as filled, d_status as distinct_values, 'whether it runs' as purpose),
        struct('final_urls_json' as column_name, n_final_urls_json as filled, d_final_urls_json as distinct_values, 'utm parameters of ads' as purpose),
        struct('final_mobile_urls_json' as column_name, n_final_mobile_urls_json as filled, d_final_mobile_urls_json as distinct_values, 'kept for questions of your own' as purpose),
        struct('currency_code' as column_name, n_currency_code as filled, d_currency_code as distinct_values, 'money at all' as purpose),
        struct('account_time_zone' as column_name, n_account_time_zone as filled, d_account_time_zone as distinct_values, 'where a day begins and ends' as purpose),
        struct('observed_at' as column_name, n_observed_at as filled, d_observed_at as distinct_values, 'history of names and settings' as purpose),
        struct('deleted_at' as column_name, n_deleted_at as filled, d_deleted_at as distinct_values, 'what is gone' as purpose)
    ]) as entry
)

select *
from final
