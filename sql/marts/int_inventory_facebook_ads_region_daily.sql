-- What raw.facebook_ads_region_daily holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are the account's.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_facebook_ads_region_daily as
with kept_rows as (
    select *
    from staging.stg_facebook_ads__region_daily
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
        count(region) as n_region, count(distinct region) as d_region,
        count(spend) as n_spend, count(distinct spend) as d_spend,
        count(impressions) as n_impressions, count(distinct impressions) as d_impressions,
        count(reach) as n_reach, count(distinct reach) as d_reach,
        count(frequency) as n_frequency, count(distinct frequency) as d_frequency,
        count(clicks) as n_clicks, count(distinct clicks) as d_clicks,
        count(link_clicks) as n_inline_link_clicks, count(distinct link_clicks) as d_inline_link_clicks,
        count(outbound_clicks) as n_outbound_clicks, count(distinct outbound_clicks) as d_outbound_clicks,
        count(video_views) as n_video_views, count(distinct video_views) as d_video_views,
        count(post_reactions) as n_post_reactions, count(distinct post_reactions) as d_post_reactions,
        count(comments) as n_comments, count(distinct comments) as d_comments,
        count(shares) as n_shares, count(distinct shares) as d_shares,
        count(primary_action_type) as n_primary_action_type, count(distinct primary_action_type) as d_primary_action_type,
        count(conversions) as n_conversions, count(distinct conversions) as d_conversions,
        count(conversion_value) as n_conversion_value, count(distinct conversion_value) as d_conversion_value,
        count(view_through_conversions) as n_view_through_conversions, count(distinct view_through_conversions) as d_view_through_conversions,
        count(currency_code) as n_currency_code, count(distinct currency_code) as d_currency_code,
        count(account_time_zone) as n_account_time_zone, count(distinct account_time_zone) as d_account_time_zone,
    from kept_rows
),

final as (
    select
        'facebook_ads_region_daily' as table_name,
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
        struct('region' as column_name, n_region as filled, d_region as distinct_values, 'region breakdown' as purpose),
        struct('spend' as column_name, n_spend as filled, d_spend as distinct_values, 'cpc, cpm, cpa, cpl, cac, roas, MMM, budget' as purpose),
        struct('impressions' as column_name, n_impressions as filled, d_impressions as distinct_values, 'ctr, cpm, MMM' as purpose),
        struct('reach' as column_name, n_reach as filled, d_reach as distinct_values, 'frequency' as purpose),
        struct('frequency' as column_name, n_frequency as filled, d_frequency as distinct_values, 'frequency' as purpose),
        struct('clicks' as column_name, n_clicks as filled, d_clicks as distinct_values, 'ctr, cpc, conversion_rate' as purpose),
        struct('inline_link_clicks' as column_name, n_inline_link_clicks as filled, d_inline_link_clicks as distinct_values, 'link clicks' as purpose),
        struct('outbound_clicks' as column_name, n_outbound_clicks as filled, d_outbound_clicks as distinct_values, 'kept for questions of your own' as purpose),
        struct('video_views' as column_name, n_video_views as filled, d_video_views as distinct_values, 'cpv, view_rate' as purpose),
        struct('post_reactions' as column_name, n_post_reactions as filled, d_post_reactions as distinct_values, 'engagement' as purpose),
        struct('comments' as column_name, n_comments as filled, d_comments as distinct_values, 'engagement' as purpose),
        struct('shares' as column_name, n_shares as filled, d_shares as distinct_values, 'engagement' as purpose),
        struct('primary_action_type' as column_name, n_primary_action_type as filled, d_primary_action_type as distinct_values, 'which action counts as the conversion' as purpose),
        struct('conversions' as column_name, n_conversions as filled, d_conversions as distinct_values, 'conversion_rate, cpa, MMM' as purpose),
        struct('conversion_value' as column_name, n_conversion_value as filled, d_conversion_value as distinct_values, 'platform_roas, reported revenue' as purpose),
        struct('view_through_conversions' as column_name, n_view_through_conversions as filled, d_view_through_conversions as distinct_values, 'conversions after a view' as purpose),
        struct('currency_code' as column_name, n_currency_code as filled, d_currency_code as distinct_values, 'money at all' as purpose),
        struct('account_time_zone' as column_name, n_account_time_zone as filled, d_account_time_zone as distinct_values, 'where a day begins and ends' as purpose)
    ]) as entry
)

select *
from final
