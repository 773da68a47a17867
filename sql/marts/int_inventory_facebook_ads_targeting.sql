-- What raw.facebook_ads_targeting holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_facebook_ads_targeting as
with kept_rows as (
    select *
    from staging.stg_facebook_ads__targeting
),

counted as (
    select
        count(*) as row_count,
        min(date(valid_from)) as first_day,
        max(date(valid_from)) as last_day,
        count(account_id) as n_account_id, count(distinct account_id) as d_account_id,
        count(ad_group_id) as n_adset_id, count(distinct ad_group_id) as d_adset_id,
        count(campaign_id) as n_campaign_id, count(distinct campaign_id) as d_campaign_id,
        count(age_min) as n_age_min, count(distinct age_min) as d_age_min,
        count(age_max) as n_age_max, count(distinct age_max) as d_age_max,
        count(genders) as n_genders, count(distinct genders) as d_genders,
        count(countries) as n_countries, count(distinct countries) as d_countries,
        count(interests) as n_interests, count(distinct interests) as d_interests,
        count(custom_audiences) as n_custom_audiences, count(distinct custom_audiences) as d_custom_audiences,
        count(excluded_custom_audiences) as n_excluded_custom_audiences, count(distinct excluded_custom_audiences) as d_excluded_custom_audiences,
        count(publisher_platforms) as n_publisher_platforms, count(distinct publisher_platforms) as d_publisher_platforms,
        count(platform_positions) as n_platform_positions, count(distinct platform_positions) as d_platform_positions,
        count(device_platforms) as n_device_platforms, count(distinct device_platforms) as d_device_platforms,
        count(targeting_json) as n_targeting_json, count(distinct targeting_json) as d_targeting_json,
        count(valid_from) as n_observed_at, count(distinct valid_from) as d_observed_at,
        count(deleted_at) as n_deleted_at, count(distinct deleted_at) as d_deleted_at,
    from kept_rows
),

final as (
    select
        'facebook_ads_targeting' as table_name,
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
        struct('adset_id' as column_name, n_adset_id as filled, d_adset_id as distinct_values, 'KPIs by ad set' as purpose),
        struct('campaign_id' as column_name, n_campaign_id as filled, d_campaign_id as distinct_values, 'KPIs by campaign' as purpose),
        struct('age_min' as column_name, n_age_min as filled, d_age_min as distinct_values, 'kept for questions of your own' as purpose),
        struct('age_max' as column_name, n_age_max as filled, d_age_max as distinct_values, 'kept for questions of your own' as purpose),
        struct('genders' as column_name, n_genders as filled, d_genders as distinct_values, 'kept for questions of your own' as purpose),
        struct('countries' as column_name, n_countries as filled, d_countries as distinct_values, 'kept for questions of your own' as purpose),
        struct('interests' as column_name, n_interests as filled, d_interests as distinct_values, 'kept for questions of your own' as purpose),
        struct('custom_audiences' as column_name, n_custom_audiences as filled, d_custom_audiences as distinct_values, 'kept for questions of your own' as purpose),
        struct('excluded_custom_audiences' as column_name, n_excluded_custom_audiences as filled, d_excluded_custom_audiences as distinct_values, 'kept for questions of your own' as purpose),
        struct('publisher_platforms' as column_name, n_publisher_platforms as filled, d_publisher_platforms as distinct_values, 'kept for questions of your own' as purpose),
        struct('platform_positions' as column_name, n_platform_positions as filled, d_platform_positions as distinct_values, 'kept for questions of your own' as purpose),
        struct('device_platforms' as column_name, n_device_platforms as filled, d_device_platforms as distinct_values, 'kept for questions of your own' as purpose),
        struct('targeting_json' as column_name, n_targeting_json as filled, d_targeting_json as distinct_values, 'kept for questions of your own' as purpose),
        struct('observed_at' as column_name, n_observed_at as filled, d_observed_at as distinct_values, 'history of names and settings' as purpose),
        struct('deleted_at' as column_name, n_deleted_at as filled, d_deleted_at as distinct_values, 'what is gone' as purpose)
    ]) as entry
)

select *
from final
