-- What raw.google_ads_geo_target_constants holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_google_ads_geo_target_constants as
with kept_rows as (
    select *
    from staging.stg_google_ads__geo_target_constants
),

counted as (
    select
        count(*) as row_count,
        min(date(valid_from)) as first_day,
        max(date(valid_from)) as last_day,
        count(account_id) as n_customer_id, count(distinct account_id) as d_customer_id,
        count(geo_target_constant_id) as n_geo_target_constant_id, count(distinct geo_target_constant_id) as d_geo_target_constant_id,
        count(geo_target_name) as n_geo_target_name, count(distinct geo_target_name) as d_geo_target_name,
        count(canonical_name) as n_canonical_name, count(distinct canonical_name) as d_canonical_name,
        count(country_code) as n_country_code, count(distinct country_code) as d_country_code,
        count(target_type) as n_target_type, count(distinct target_type) as d_target_type,
        count(status) as n_status, count(distinct status) as d_status,
        count(parent_geo_target_id) as n_parent_geo_target_id, count(distinct parent_geo_target_id) as d_parent_geo_target_id,
        count(valid_from) as n_observed_at, count(distinct valid_from) as d_observed_at,
        count(deleted_at) as n_deleted_at, count(distinct deleted_at) as d_deleted_at,
    from kept_rows
),

final as (
    select
        'google_ads_geo_target_constants' as table_name,
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
        struct('geo_target_constant_id' as column_name, n_geo_target_constant_id as filled, d_geo_target_constant_id as distinct_values, 'kept for questions of your own' as purpose),
        struct('geo_target_name' as column_name, n_geo_target_name as filled, d_geo_target_name as distinct_values, 'kept for questions of your own' as purpose),
        struct('canonical_name' as column_name, n_canonical_name as filled, d_canonical_name as distinct_values, 'kept for questions of your own' as purpose),
        struct('country_code' as column_name, n_country_code as filled, d_country_code as distinct_values, 'kept for questions of your own' as purpose),
        struct('target_type' as column_name, n_target_type as filled, d_target_type as distinct_values, 'kept for questions of your own' as purpose),
        struct('status' as column_name, n_status as filled, d_status as distinct_values, 'whether it runs' as purpose),
        struct('parent_geo_target_id' as column_name, n_parent_geo_target_id as filled, d_parent_geo_target_id as distinct_values, 'kept for questions of your own' as purpose),
        struct('observed_at' as column_name, n_observed_at as filled, d_observed_at as distinct_values, 'history of names and settings' as purpose),
        struct('deleted_at' as column_name, n_deleted_at as filled, d_deleted_at as distinct_values, 'what is gone' as purpose)
    ]) as entry
)

select *
from final
