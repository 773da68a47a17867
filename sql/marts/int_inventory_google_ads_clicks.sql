-- What raw.google_ads_clicks holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are the account's.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_google_ads_clicks as
with kept_rows as (
    select *
    from staging.stg_google_ads__clicks
),

counted as (
    select
        count(*) as row_count,
        min(date_day) as first_day,
        max(date_day) as last_day,
        count(date_day) as n_date_day, count(distinct date_day) as d_date_day,
        count(account_id) as n_customer_id, count(distinct account_id) as d_customer_id,
        count(gclid) as n_gclid, count(distinct gclid) as d_gclid,
        count(campaign_id) as n_campaign_id, count(distinct campaign_id) as d_campaign_id,
        count(ad_group_id) as n_ad_group_id, count(distinct ad_group_id) as d_ad_group_id,
        count(ad_id) as n_ad_id, count(distinct ad_id) as d_ad_id,
        count(criterion_id) as n_criterion_id, count(distinct criterion_id) as d_criterion_id,
        count(device) as n_device, count(distinct device) as d_device,
        count(ad_network_type) as n_ad_network_type, count(distinct ad_network_type) as d_ad_network_type,
        count(clicks) as n_clicks, count(distinct clicks) as d_clicks,
        count(currency_code) as n_currency_code, count(distinct currency_code) as d_currency_code,
        count(account_time_zone) as n_account_time_zone, count(distinct account_time_zone) as d_account_time_zone,
    from kept_rows
),

final as (
    select
        'google_ads_clicks' as table_name,
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
        struct('gclid' as column_name, n_gclid as filled, d_gclid as distinct_values, 'leads by click' as purpose),
        struct('campaign_id' as column_name, n_campaign_id as filled, d_campaign_id as distinct_values, 'KPIs by campaign' as purpose),
        struct('ad_group_id' as column_name, n_ad_group_id as filled, d_ad_group_id as distinct_values, 'KPIs by ad group' as purpose),
        struct('ad_id' as column_name, n_ad_id as filled, d_ad_id as distinct_values, 'KPIs by ad' as purpose),
        struct('criterion_id' as column_name, n_criterion_id as filled, d_criterion_id as distinct_values, 'keyword of a click' as purpose),
        struct('device' as column_name, n_device as filled, d_device as distinct_values, 'placements' as purpose),
        struct('ad_network_type' as column_name, n_ad_network_type as filled, d_ad_network_type as distinct_values, 'placements' as purpose),
        struct('clicks' as column_name, n_clicks as filled, d_clicks as distinct_values, 'ctr, cpc, conversion_rate' as purpose),
        struct('currency_code' as column_name, n_currency_code as filled, d_currency_code as distinct_values, 'money at all' as purpose),
        struct('account_time_zone' as column_name, n_account_time_zone as filled, d_account_time_zone as distinct_values, 'where a day begins and ends' as purpose)
    ]) as entry
)

select *
from final
