-- What raw.file_ad_daily holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_ad_daily as
with kept_rows as (
    select *
    from staging.stg_file__ad_daily
),

counted as (
    select
        count(*) as row_count,
        min(date_day) as first_day,
        max(date_day) as last_day,
        count(date_day) as n_date_day, count(distinct date_day) as d_date_day,
        count(date_text) as n_date_text, count(distinct date_text) as d_date_text,
        count(date_confidence) as n_date_confidence, count(distinct date_confidence) as d_date_confidence,
        count(platform) as n_platform, count(distinct platform) as d_platform,
        count(account_id) as n_account_id, count(distinct account_id) as d_account_id,
        count(campaign_id) as n_campaign_id, count(distinct campaign_id) as d_campaign_id,
        count(campaign_name) as n_campaign_name, count(distinct campaign_name) as d_campaign_name,
        count(channel) as n_channel, count(distinct channel) as d_channel,
        count(ad_group_id) as n_ad_group_id, count(distinct ad_group_id) as d_ad_group_id,
        count(ad_group_name) as n_ad_group_name, count(distinct ad_group_name) as d_ad_group_name,
        count(ad_id) as n_ad_id, count(distinct ad_id) as d_ad_id,
        count(ad_name) as n_ad_name, count(distinct ad_name) as d_ad_name,
        count(keyword) as n_keyword, count(distinct keyword) as d_keyword,
        count(device) as n_device, count(distinct device) as d_device,
        count(country) as n_country, count(distinct country) as d_country,
        count(age) as n_age, count(distinct age) as d_age,
        count(gender) as n_gender, count(distinct gender) as d_gender,
        count(spend) as n_spend, count(distinct spend) as d_spend,
        count(conversion_value) as n_conversion_value, count(distinct conversion_value) as d_conversion_value,
        count(currency_code) as n_currency_code, count(distinct currency_code) as d_currency_code,
        count(impressions) as n_impressions, count(distinct impressions) as d_impressions,
        count(clicks) as n_clicks, count(distinct clicks) as d_clicks,
        count(link_clicks) as n_link_clicks, count(distinct link_clicks) as d_link_clicks,
        count(reach) as n_reach, count(distinct reach) as d_reach,
        count(engagements) as n_engagements, count(distinct engagements) as d_engagements,
        count(conversions) as n_conversions, count(distinct conversions) as d_conversions,
        count(leads) as n_leads, count(distinct leads) as d_leads,
        count(derived_from) as n_derived_from, count(distinct derived_from) as d_derived_from,
    from kept_rows
),

final as (
    select
        'file_ad_daily' as table_name,
        'file' as source,
        entry.column_name,
        counted.row_count,
        entry.filled,
        entry.distinct_values,
        counted.first_day,
        counted.last_day,
        entry.purpose,
    from counted
    cross join unnest([
        struct('date_day' as column_name, n_date_day as filled, d_date_day as distinct_values, 'daily KPIs, MMM' as purpose),
        struct('date_text' as column_name, n_date_text as filled, d_date_text as distinct_values, 'the day as written' as purpose),
        struct('date_confidence' as column_name, n_date_confidence as filled, d_date_confidence as distinct_values, 'trust in the day' as purpose),
        struct('platform' as column_name, n_platform as filled, d_platform as distinct_values, 'KPIs by platform' as purpose),
        struct('account_id' as column_name, n_account_id as filled, d_account_id as distinct_values, 'KPIs by account' as purpose),
        struct('campaign_id' as column_name, n_campaign_id as filled, d_campaign_id as distinct_values, 'KPIs by campaign, leads by campaign' as purpose),
        struct('campaign_name' as column_name, n_campaign_name as filled, d_campaign_name as distinct_values, 'names in reports, matching of touches' as purpose),
        struct('channel' as column_name, n_channel as filled, d_channel as distinct_values, 'KPIs by channel, MMM' as purpose),
        struct('ad_group_id' as column_name, n_ad_group_id as filled, d_ad_group_id as distinct_values, 'ad group KPIs' as purpose),
        struct('ad_group_name' as column_name, n_ad_group_name as filled, d_ad_group_name as distinct_values, 'names in reports' as purpose),
        struct('ad_id' as column_name, n_ad_id as filled, d_ad_id as distinct_values, 'ad KPIs' as purpose),
        struct('ad_name' as column_name, n_ad_name as filled, d_ad_name as distinct_values, 'names in reports' as purpose),
        struct('keyword' as column_name, n_keyword as filled, d_keyword as distinct_values, 'keyword breakdown' as purpose),
        struct('device' as column_name, n_device as filled, d_device as distinct_values, 'device breakdown' as purpose),
        struct('country' as column_name, n_country as filled, d_country as distinct_values, 'country breakdown, geo MMM' as purpose),
        struct('age' as column_name, n_age as filled, d_age as distinct_values, 'age breakdown' as purpose),
        struct('gender' as column_name, n_gender as filled, d_gender as distinct_values, 'gender breakdown' as purpose),
        struct('spend' as column_name, n_spend as filled, d_spend as distinct_values, 'cpc, cpm, cpa, cpl, cac, roas, MMM, budget' as purpose),
        struct('conversion_value' as column_name, n_conversion_value as filled, d_conversion_value as distinct_values, 'platform_roas, reported revenue' as purpose),
        struct('currency_code' as column_name, n_currency_code as filled, d_currency_code as distinct_values, 'money at all' as purpose),
        struct('impressions' as column_name, n_impressions as filled, d_impressions as distinct_values, 'ctr, cpm, MMM' as purpose),
        struct('clicks' as column_name, n_clicks as filled, d_clicks as distinct_values, 'ctr, cpc, conversion_rate' as purpose),
        struct('link_clicks' as column_name, n_link_clicks as filled, d_link_clicks as distinct_values, 'link clicks' as purpose),
        struct('reach' as column_name, n_reach as filled, d_reach as distinct_values, 'frequency' as purpose),
        struct('engagements' as column_name, n_engagements as filled, d_engagements as distinct_values, 'engagement' as purpose),
        struct('conversions' as column_name, n_conversions as filled, d_conversions as distinct_values, 'conversion_rate, cpa, MMM' as purpose),
        struct('leads' as column_name, n_leads as filled, d_leads as distinct_values, 'leads as the platform claims them' as purpose),
        struct('derived_from' as column_name, n_derived_from as filled, d_derived_from as distinct_values, 'marks figures the file does not state' as purpose)
    ]) as entry
)

select *
from final
