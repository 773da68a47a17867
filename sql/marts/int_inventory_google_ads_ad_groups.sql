-- What raw.google_ads_ad_groups holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_google_ads_ad_groups as
with kept_rows as (
    select *
    from staging.stg_google_ads__ad_groups
),

counted as (
    select
        count(*) as row_count,
        min(date(valid_from)) as first_day,
        max(date(valid_from)) as last_day,
        count(account_id) as n_customer_id, count(distinct account_id) as d_customer_id,
        count(campaign_id) as n_campaign_id, count(distinct campaign_id) as d_campaign_id,
        count(ad_group_id) as n_ad_group_id, count(distinct ad_group_id) as d_ad_group_id,
        count(ad_group_name) as n_ad_group_name, count(distinct ad_group_name) as d_ad_group_name,
        count(ad_group_type) as n_ad_group_type, count(distinct ad_group_type) as d_ad_group_type,
        count(status) as n_status, count(distinct status) as d_status,
        count(cpc_bid) as n_cpc_bid_micros, count(distinct cpc_bid) as d_cpc_bid_micros,
        count(target_cpa) as n_target_cpa_micros, count(distinct target_cpa) as d_target_cpa_micros,
        count(target_roas) as n_target_roas, count(distinct target_roas) as d_target_roas,
        count(tracking_url_template) as n_tracking_url_template, count(distinct tracking_url_template) as d_tracking_url_template,
        count(final_url_suffix) as n_final_url_suffix, count(distinct final_url_suffix) as d_final_url_suffix,
        count(url_custom_parameters_json) as n_url_custom_parameters_json, count(distinct url_custom_parameters_json) as d_url_custom_parameters_json,
        count(currency_code) as n_currency_code, count(distinct currency_code) as d_currency_code,
        count(account_time_zone) as n_account_time_zone, count(distinct account_time_zone) as d_account_time_zone,
        count(valid_from) as n_observed_at, count(distinct valid_from) as d_observed_at,
        count(deleted_at) as n_deleted_at, count(distinct deleted_at) as d_deleted_at,
    from kept_rows
),

final as (
    select
        'google_ads_ad_groups' as table_name,
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
        struct('ad_group_id' as column_name, n_ad_group_id as filled, d_ad_group_id as distinct_values, 'KPIs by ad group' as purpose),
        struct('ad_group_name' as column_name, n_ad_group_name as filled, d_ad_group_name as distinct_values, 'names in reports' as purpose),
        struct('ad_group_type' as column_name, n_ad_group_type as filled, d_ad_group_type as distinct_values, 'kept for questions of your own' as purpose),
        struct('status' as column_name, n_status as filled, d_status as distinct_values, 'whether it runs' as purpose),
        struct('cpc_bid_micros' as column_name, n_cpc_bid_micros as filled, d_cpc_bid_micros as distinct_values, 'kept for questions of your own' as purpose),
        struct('target_cpa_micros' as column_name, n_target_cpa_micros as filled, d_target_cpa_micros as distinct_values, 'kept for questions of your own' as purpose),
        struct('target_roas' as column_name, n_target_roas as filled, d_target_roas as distinct_values, 'kept for questions of your own' as purpose),
        struct('tracking_url_template' as column_name, n_tracking_url_template as filled, d_tracking_url_template as distinct_values, 'utm parameters of ads' as purpose),
        struct('final_url_suffix' as column_name, n_final_url_suffix as filled, d_final_url_suffix as distinct_values, 'utm parameters of ads' as purpose),
        struct('url_custom_parameters_json' as column_name, n_url_custom_parameters_json as filled, d_url_custom_parameters_json as distinct_values, 'custom parameters of ads' as purpose),
        struct('currency_code' as column_name, n_currency_code as filled, d_currency_code as distinct_values, 'money at all' as purpose),
        struct('account_time_zone' as column_name, n_account_time_zone as filled, d_account_time_zone as distinct_values, 'where a day begins and ends' as purpose),
        struct('observed_at' as column_name, n_observed_at as filled, d_observed_at as distinct_values, 'history of names and settings' as purpose),
        struct('deleted_at' as column_name, n_deleted_at as filled, d_deleted_at as distinct_values, 'what is gone' as purpose)
    ]) as entry
)

select *
from final
