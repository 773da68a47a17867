-- What raw.ga4_traffic_daily holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are the account's.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_ga4_traffic_daily as
with kept_rows as (
    select *
    from staging.stg_ga4__traffic_daily
),

counted as (
    select
        count(*) as row_count,
        min(date_day) as first_day,
        max(date_day) as last_day,
        count(property_id) as n_property_id, count(distinct property_id) as d_property_id,
        count(date_day) as n_date_day, count(distinct date_day) as d_date_day,
        count(source) as n_session_source, count(distinct source) as d_session_source,
        count(medium) as n_session_medium, count(distinct medium) as d_session_medium,
        count(campaign) as n_session_campaign_name, count(distinct campaign) as d_session_campaign_name,
        count(channel_group) as n_session_default_channel_group, count(distinct channel_group) as d_session_default_channel_group,
        count(landing_page) as n_landing_page, count(distinct landing_page) as d_landing_page,
        count(device) as n_device_category, count(distinct device) as d_device_category,
        count(country) as n_country, count(distinct country) as d_country,
        count(sessions) as n_sessions, count(distinct sessions) as d_sessions,
        count(total_users) as n_total_users, count(distinct total_users) as d_total_users,
        count(new_users) as n_new_users, count(distinct new_users) as d_new_users,
        count(engaged_sessions) as n_engaged_sessions, count(distinct engaged_sessions) as d_engaged_sessions,
        count(bounced_sessions) as n_bounced_sessions, count(distinct bounced_sessions) as d_bounced_sessions,
        count(bounce_rate) as n_bounce_rate, count(distinct bounce_rate) as d_bounce_rate,
        count(average_session_duration) as n_average_session_duration, count(distinct average_session_duration) as d_average_session_duration,
        count(session_seconds) as n_session_seconds, count(distinct session_seconds) as d_session_seconds,
        count(user_engagement_duration) as n_user_engagement_duration, count(distinct user_engagement_duration) as d_user_engagement_duration,
        count(screen_page_views) as n_screen_page_views, count(distinct screen_page_views) as d_screen_page_views,
        count(key_events) as n_key_events, count(distinct key_events) as d_key_events,
        count(is_sampled) as n_is_sampled, count(distinct is_sampled) as d_is_sampled,
        count(samples_read_count) as n_samples_read_count, count(distinct samples_read_count) as d_samples_read_count,
        count(sampling_space_size) as n_sampling_space_size, count(distinct sampling_space_size) as d_sampling_space_size,
        count(is_thresholded) as n_is_thresholded, count(distinct is_thresholded) as d_is_thresholded,
        count(has_other_row) as n_has_other_row, count(distinct has_other_row) as d_has_other_row,
        count(currency_code) as n_currency_code, count(distinct currency_code) as d_currency_code,
        count(account_time_zone) as n_account_time_zone, count(distinct account_time_zone) as d_account_time_zone,
        count(derived_from) as n_derived_from, count(distinct derived_from) as d_derived_from,
    from kept_rows
),

final as (
    select
        'ga4_traffic_daily' as table_name,
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
        struct('session_source' as column_name, n_session_source as filled, d_session_source as distinct_values, 'channel of visits' as purpose),
        struct('session_medium' as column_name, n_session_medium as filled, d_session_medium as distinct_values, 'channel of visits' as purpose),
        struct('session_campaign_name' as column_name, n_session_campaign_name as filled, d_session_campaign_name as distinct_values, 'campaign of visits' as purpose),
        struct('session_default_channel_group' as column_name, n_session_default_channel_group as filled, d_session_default_channel_group as distinct_values, 'kept for questions of your own' as purpose),
        struct('landing_page' as column_name, n_landing_page as filled, d_landing_page as distinct_values, 'pages that bring leads' as purpose),
        struct('device_category' as column_name, n_device_category as filled, d_device_category as distinct_values, 'kept for questions of your own' as purpose),
        struct('country' as column_name, n_country as filled, d_country as distinct_values, 'country breakdown' as purpose),
        struct('sessions' as column_name, n_sessions as filled, d_sessions as distinct_values, 'web traffic' as purpose),
        struct('total_users' as column_name, n_total_users as filled, d_total_users as distinct_values, 'visitors' as purpose),
        struct('new_users' as column_name, n_new_users as filled, d_new_users as distinct_values, 'new visitors' as purpose),
        struct('engaged_sessions' as column_name, n_engaged_sessions as filled, d_engaged_sessions as distinct_values, 'kept for questions of your own' as purpose),
        struct('bounced_sessions' as column_name, n_bounced_sessions as filled, d_bounced_sessions as distinct_values, 'bounce rate' as purpose),
        struct('bounce_rate' as column_name, n_bounce_rate as filled, d_bounce_rate as distinct_values, 'bounce rate as GA4 states it' as purpose),
        struct('average_session_duration' as column_name, n_average_session_duration as filled, d_average_session_duration as distinct_values, 'kept for questions of your own' as purpose),
        struct('session_seconds' as column_name, n_session_seconds as filled, d_session_seconds as distinct_values, 'session length' as purpose),
        struct('user_engagement_duration' as column_name, n_user_engagement_duration as filled, d_user_engagement_duration as distinct_values, 'kept for questions of your own' as purpose),
        struct('screen_page_views' as column_name, n_screen_page_views as filled, d_screen_page_views as distinct_values, 'page views' as purpose),
        struct('key_events' as column_name, n_key_events as filled, d_key_events as distinct_values, 'web conversions' as purpose),
        struct('is_sampled' as column_name, n_is_sampled as filled, d_is_sampled as distinct_values, 'whether days are exact' as purpose),
        struct('samples_read_count' as column_name, n_samples_read_count as filled, d_samples_read_count as distinct_values, 'kept for questions of your own' as purpose),
        struct('sampling_space_size' as column_name, n_sampling_space_size as filled, d_sampling_space_size as distinct_values, 'kept for questions of your own' as purpose),
        struct('is_thresholded' as column_name, n_is_thresholded as filled, d_is_thresholded as distinct_values, 'whether days are exact' as purpose),
        struct('has_other_row' as column_name, n_has_other_row as filled, d_has_other_row as distinct_values, 'whether days are exact' as purpose),
        struct('currency_code' as column_name, n_currency_code as filled, d_currency_code as distinct_values, 'money at all' as purpose),
        struct('account_time_zone' as column_name, n_account_time_zone as filled, d_account_time_zone as distinct_values, 'where a day begins and ends' as purpose),
        struct('derived_from' as column_name, n_derived_from as filled, d_derived_from as distinct_values, 'kept for questions of your own' as purpose)
    ]) as entry
)

select *
from final
