-- What raw.facebook_ads_ads holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_facebook_ads_ads as
with kept_rows as (
    select *
    from staging.stg_facebook_ads__ads
),

counted as (
    select
        count(*) as row_count,
        min(date(valid_from)) as first_day,
        max(date(valid_from)) as last_day,
        count(account_id) as n_account_id, count(distinct account_id) as d_account_id,
        count(ad_id) as n_ad_id, count(distinct ad_id) as d_ad_id,
        count(ad_name) as n_ad_name, count(distinct ad_name) as d_ad_name,
        count(ad_group_id) as n_adset_id, count(distinct ad_group_id) as d_adset_id,
        count(campaign_id) as n_campaign_id, count(distinct campaign_id) as d_campaign_id,
        count(creative_id) as n_creative_id, count(distinct creative_id) as d_creative_id,
        count(status) as n_status, count(distinct status) as d_status,
        count(effective_status) as n_effective_status, count(distinct effective_status) as d_effective_status,
        count(created_at) as n_created_at, count(distinct created_at) as d_created_at,
        count(valid_from) as n_observed_at, count(distinct valid_from) as d_observed_at,
        count(deleted_at) as n_deleted_at, count(distinct deleted_at) as d_deleted_at,
    from kept_rows
),

final as (
    select
        'facebook_ads_ads' as table_name,
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
        struct('ad_id' as column_name, n_ad_id as filled, d_ad_id as distinct_values, 'KPIs by ad' as purpose),
        struct('ad_name' as column_name, n_ad_name as filled, d_ad_name as distinct_values, 'names in reports, utm macros' as purpose),
        struct('adset_id' as column_name, n_adset_id as filled, d_adset_id as distinct_values, 'KPIs by ad set' as purpose),
        struct('campaign_id' as column_name, n_campaign_id as filled, d_campaign_id as distinct_values, 'KPIs by campaign' as purpose),
        struct('creative_id' as column_name, n_creative_id as filled, d_creative_id as distinct_values, 'kept for questions of your own' as purpose),
        struct('status' as column_name, n_status as filled, d_status as distinct_values, 'whether it runs' as purpose),
        struct('effective_status' as column_name, n_effective_status as filled, d_effective_status as distinct_values, 'whether it runs' as purpose),
        struct('created_at' as column_name, n_created_at as filled, d_created_at as distinct_values, 'arrival, age' as purpose),
        struct('observed_at' as column_name, n_observed_at as filled, d_observed_at as distinct_values, 'history of names and settings' as purpose),
        struct('deleted_at' as column_name, n_deleted_at as filled, d_deleted_at as distinct_values, 'what is gone' as purpose)
    ]) as entry
)

select *
from final
