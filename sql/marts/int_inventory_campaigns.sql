-- What raw.file_campaigns holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_campaigns as
with kept_rows as (
    select *
    from staging.stg_file__campaigns
),

counted as (
    select
        count(*) as row_count,
        min(date(started_at)) as first_day,
        max(date(stopped_at)) as last_day,
        count(campaign_id) as n_campaign_id, count(distinct campaign_id) as d_campaign_id,
        count(campaign_name) as n_campaign_name, count(distinct campaign_name) as d_campaign_name,
        count(advertiser_id) as n_advertiser_id, count(distinct advertiser_id) as d_advertiser_id,
        count(project_name) as n_project_name, count(distinct project_name) as d_project_name,
        count(platform) as n_platform, count(distinct platform) as d_platform,
        count(channel) as n_channel, count(distinct channel) as d_channel,
        count(objective) as n_objective, count(distinct objective) as d_objective,
        count(product_category) as n_product_category, count(distinct product_category) as d_product_category,
        count(daily_budget) as n_daily_budget, count(distinct daily_budget) as d_daily_budget,
        count(lifetime_budget) as n_lifetime_budget, count(distinct lifetime_budget) as d_lifetime_budget,
        count(currency_code) as n_currency_code, count(distinct currency_code) as d_currency_code,
        count(started_at) as n_started_at, count(distinct started_at) as d_started_at,
        count(stopped_at) as n_stopped_at, count(distinct stopped_at) as d_stopped_at,
    from kept_rows
),

final as (
    select
        'file_campaigns' as table_name,
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
        struct('campaign_id' as column_name, n_campaign_id as filled, d_campaign_id as distinct_values, 'joins of ads and leads' as purpose),
        struct('campaign_name' as column_name, n_campaign_name as filled, d_campaign_name as distinct_values, 'names in reports, matching of touches' as purpose),
        struct('advertiser_id' as column_name, n_advertiser_id as filled, d_advertiser_id as distinct_values, 'account of its ads' as purpose),
        struct('project_name' as column_name, n_project_name as filled, d_project_name as distinct_values, 'names in reports' as purpose),
        struct('platform' as column_name, n_platform as filled, d_platform as distinct_values, 'KPIs by platform' as purpose),
        struct('channel' as column_name, n_channel as filled, d_channel as distinct_values, 'KPIs by channel' as purpose),
        struct('objective' as column_name, n_objective as filled, d_objective as distinct_values, 'campaign models' as purpose),
        struct('product_category' as column_name, n_product_category as filled, d_product_category as distinct_values, 'campaign models' as purpose),
        struct('daily_budget' as column_name, n_daily_budget as filled, d_daily_budget as distinct_values, 'pacing, budget bounds' as purpose),
        struct('lifetime_budget' as column_name, n_lifetime_budget as filled, d_lifetime_budget as distinct_values, 'pacing' as purpose),
        struct('currency_code' as column_name, n_currency_code as filled, d_currency_code as distinct_values, 'budgets' as purpose),
        struct('started_at' as column_name, n_started_at as filled, d_started_at as distinct_values, 'campaign age, days outside the campaign' as purpose),
        struct('stopped_at' as column_name, n_stopped_at as filled, d_stopped_at as distinct_values, 'campaign status, days outside the campaign' as purpose)
    ]) as entry
)

select *
from final
