-- What raw.google_ads_campaigns holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_google_ads_campaigns as
with kept_rows as (
    select *
    from staging.stg_google_ads__campaigns
),

counted as (
    select
        count(*) as row_count,
        min(date(valid_from)) as first_day,
        max(date(valid_from)) as last_day,
        count(account_id) as n_customer_id, count(distinct account_id) as d_customer_id,
        count(campaign_id) as n_campaign_id, count(distinct campaign_id) as d_campaign_id,
        count(campaign_name) as n_campaign_name, count(distinct campaign_name) as d_campaign_name,
        count(status) as n_status, count(distinct status) as d_status,
        count(serving_status) as n_serving_status, count(distinct serving_status) as d_serving_status,
        count(advertising_channel_type) as n_advertising_channel_type, count(distinct advertising_channel_type) as d_advertising_channel_type,
        count(advertising_channel_sub_type) as n_advertising_channel_sub_type, count(distinct advertising_channel_sub_type) as d_advertising_channel_sub_type,
        count(started_at) as n_start_date_time, count(distinct started_at) as d_start_date_time,
        count(stopped_at) as n_end_date_time, count(distinct stopped_at) as d_end_date_time,
        count(campaign_budget_id) as n_campaign_budget_id, count(distinct campaign_budget_id) as d_campaign_budget_id,
        count(daily_budget) as n_campaign_budget_amount_micros, count(distinct daily_budget) as d_campaign_budget_amount_micros,
        count(lifetime_budget) as n_campaign_budget_total_amount_micros, count(distinct lifetime_budget) as d_campaign_budget_total_amount_micros,
        count(campaign_budget_period) as n_campaign_budget_period, count(distinct campaign_budget_period) as d_campaign_budget_period,
        count(is_campaign_budget_shared) as n_is_campaign_budget_shared, count(distinct is_campaign_budget_shared) as d_is_campaign_budget_shared,
        count(bidding_strategy_type) as n_bidding_strategy_type, count(distinct bidding_strategy_type) as d_bidding_strategy_type,
        count(bidding_strategy_id) as n_bidding_strategy_id, count(distinct bidding_strategy_id) as d_bidding_strategy_id,
        count(target_cpa) as n_target_cpa_micros, count(distinct target_cpa) as d_target_cpa_micros,
        count(target_roas) as n_target_roas, count(distinct target_roas) as d_target_roas,
        count(maximize_conversions_target_cpa) as n_maximize_conversions_target_cpa_micros, count(distinct maximize_conversions_target_cpa) as d_maximize_conversions_target_cpa_micros,
        count(maximize_conversion_value_target_roas) as n_maximize_conversion_value_target_roas, count(distinct maximize_conversion_value_target_roas) as d_maximize_conversion_value_target_roas,
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
        'google_ads_campaigns' as table_name,
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
        struct('campaign_name' as column_name, n_campaign_name as filled, d_campaign_name as distinct_values, 'names in reports, matching of leads and touches' as purpose),
        struct('status' as column_name, n_status as filled, d_status as distinct_values, 'whether it runs' as purpose),
        struct('serving_status' as column_name, n_serving_status as filled, d_serving_status as distinct_values, 'kept for questions of your own' as purpose),
        struct('advertising_channel_type' as column_name, n_advertising_channel_type as filled, d_advertising_channel_type as distinct_values, 'channel of campaigns' as purpose),
        struct('advertising_channel_sub_type' as column_name, n_advertising_channel_sub_type as filled, d_advertising_channel_sub_type as distinct_values, 'kept for questions of your own' as purpose),
        struct('start_date_time' as column_name, n_start_date_time as filled, d_start_date_time as distinct_values, 'kept for questions of your own' as purpose),
        struct('end_date_time' as column_name, n_end_date_time as filled, d_end_date_time as distinct_values, 'kept for questions of your own' as purpose),
        struct('campaign_budget_id' as column_name, n_campaign_budget_id as filled, d_campaign_budget_id as distinct_values, 'budget pacing' as purpose),
        struct('campaign_budget_amount_micros' as column_name, n_campaign_budget_amount_micros as filled, d_campaign_budget_amount_micros as distinct_values, 'budget pacing' as purpose),
        struct('campaign_budget_total_amount_micros' as column_name, n_campaign_budget_total_amount_micros as filled, d_campaign_budget_total_amount_micros as distinct_values, 'kept for questions of your own' as purpose),
        struct('campaign_budget_period' as column_name, n_campaign_budget_period as filled, d_campaign_budget_period as distinct_values, 'kept for questions of your own' as purpose),
        struct('is_campaign_budget_shared' as column_name, n_is_campaign_budget_shared as filled, d_is_campaign_budget_shared as distinct_values, 'kept for questions of your own' as purpose),
        struct('bidding_strategy_type' as column_name, n_bidding_strategy_type as filled, d_bidding_strategy_type as distinct_values, 'kept for questions of your own' as purpose),
        struct('bidding_strategy_id' as column_name, n_bidding_strategy_id as filled, d_bidding_strategy_id as distinct_values, 'kept for questions of your own' as purpose),
        struct('target_cpa_micros' as column_name, n_target_cpa_micros as filled, d_target_cpa_micros as distinct_values, 'kept for questions of your own' as purpose),
        struct('target_roas' as column_name, n_target_roas as filled, d_target_roas as distinct_values, 'kept for questions of your own' as purpose),
        struct('maximize_conversions_target_cpa_micros' as column_name, n_maximize_conversions_target_cpa_micros as filled, d_maximize_conversions_target_cpa_micros as distinct_values, 'kept for questions of your own' as purpose),
        struct('maximize_conversion_value_target_roas' as column_name, n_maximize_conversion_value_target_roas as filled, d_maximize_conversion_value_target_roas as distinct_values, 'kept for questions of your own' as purpose),
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
