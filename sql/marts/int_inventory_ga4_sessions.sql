-- What raw.ga4_sessions holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are the account's.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_ga4_sessions as
with kept_rows as (
    select *
    from staging.stg_ga4__sessions
),

counted as (
    select
        count(*) as row_count,
        min(date_day) as first_day,
        max(date_day) as last_day,
        count(property_id) as n_property_id, count(distinct property_id) as d_property_id,
        count(date_day) as n_date_day, count(distinct date_day) as d_date_day,
        count(session_id) as n_session_id, count(distinct session_id) as d_session_id,
        count(user_pseudo_id) as n_user_pseudo_id, count(distinct user_pseudo_id) as d_user_pseudo_id,
        count(session_start_at) as n_session_start_at, count(distinct session_start_at) as d_session_start_at,
        count(session_end_at) as n_session_end_at, count(distinct session_end_at) as d_session_end_at,
        count(source) as n_source, count(distinct source) as d_source,
        count(medium) as n_medium, count(distinct medium) as d_medium,
        count(campaign) as n_campaign, count(distinct campaign) as d_campaign,
        count(content) as n_content, count(distinct content) as d_content,
        count(term) as n_term, count(distinct term) as d_term,
        count(gclid) as n_gclid, count(distinct gclid) as d_gclid,
        count(landing_page) as n_landing_page, count(distinct landing_page) as d_landing_page,
        count(device) as n_device, count(distinct device) as d_device,
        count(country) as n_country, count(distinct country) as d_country,
        count(page_views) as n_page_views, count(distinct page_views) as d_page_views,
        count(is_engaged) as n_is_engaged, count(distinct is_engaged) as d_is_engaged,
        count(is_returning) as n_is_returning, count(distinct is_returning) as d_is_returning,
        count(engagement_seconds) as n_engagement_seconds, count(distinct engagement_seconds) as d_engagement_seconds,
    from kept_rows
),

final as (
    select
        'ga4_sessions' as table_name,
        'ga4' as source,
        entry.column_name,
        counted.row_count,
        entry.filled,
        entry.distinct_values,
        counted.first_day,
        counted.last_day,
        entry.purpose,
    from counted
    cross join unnest([
        struct('property_id' as column_name, n_property_id as filled, d_property_id as distinct_values, 'web traffic by property' as purpose),
        struct('date_day' as column_name, n_date_day as filled, d_date_day as distinct_values, 'KPIs by day' as purpose),
        struct('session_id' as column_name, n_session_id as filled, d_session_id as distinct_values, 'one visit' as purpose),
        struct('user_pseudo_id' as column_name, n_user_pseudo_id as filled, d_user_pseudo_id as distinct_values, 'one browser' as purpose),
        struct('session_start_at' as column_name, n_session_start_at as filled, d_session_start_at as distinct_values, 'when visits began' as purpose),
        struct('session_end_at' as column_name, n_session_end_at as filled, d_session_end_at as distinct_values, 'session length' as purpose),
        struct('source' as column_name, n_source as filled, d_source as distinct_values, 'channel of visits' as purpose),
        struct('medium' as column_name, n_medium as filled, d_medium as distinct_values, 'channel of visits' as purpose),
        struct('campaign' as column_name, n_campaign as filled, d_campaign as distinct_values, 'campaign of visits' as purpose),
        struct('content' as column_name, n_content as filled, d_content as distinct_values, 'kept for questions of your own' as purpose),
        struct('term' as column_name, n_term as filled, d_term as distinct_values, 'kept for questions of your own' as purpose),
        struct('gclid' as column_name, n_gclid as filled, d_gclid as distinct_values, 'leads by click' as purpose),
        struct('landing_page' as column_name, n_landing_page as filled, d_landing_page as distinct_values, 'pages that bring leads' as purpose),
        struct('device' as column_name, n_device as filled, d_device as distinct_values, 'placements' as purpose),
        struct('country' as column_name, n_country as filled, d_country as distinct_values, 'country breakdown' as purpose),
        struct('page_views' as column_name, n_page_views as filled, d_page_views as distinct_values, 'page views' as purpose),
        struct('is_engaged' as column_name, n_is_engaged as filled, d_is_engaged as distinct_values, 'bounce rate' as purpose),
        struct('is_returning' as column_name, n_is_returning as filled, d_is_returning as distinct_values, 'kept for questions of your own' as purpose),
        struct('engagement_seconds' as column_name, n_engagement_seconds as filled, d_engagement_seconds as distinct_values, 'kept for questions of your own' as purpose)
    ]) as entry
)

select *
from final
