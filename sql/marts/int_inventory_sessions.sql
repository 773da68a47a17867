-- What raw.file_sessions holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_sessions as
with kept_rows as (
    select *
    from staging.stg_file__sessions
),

counted as (
    select
        count(*) as row_count,
        min(date(coalesce(session_start_at, event_at))) as first_day,
        max(date(coalesce(session_start_at, event_at))) as last_day,
        count(session_id) as n_session_id, count(distinct session_id) as d_session_id,
        count(user_id) as n_user_id, count(distinct user_id) as d_user_id,
        count(person_key) as n_person_key, count(distinct person_key) as d_person_key,
        count(session_start_at) as n_session_start_at, count(distinct session_start_at) as d_session_start_at,
        count(session_end_at) as n_session_end_at, count(distinct session_end_at) as d_session_end_at,
        count(event_at) as n_event_at, count(distinct event_at) as d_event_at,
        count(event_name) as n_event_name, count(distinct event_name) as d_event_name,
        count(channel) as n_channel, count(distinct channel) as d_channel,
        count(source) as n_source, count(distinct source) as d_source,
        count(medium) as n_medium, count(distinct medium) as d_medium,
        count(campaign) as n_campaign, count(distinct campaign) as d_campaign,
        count(term) as n_term, count(distinct term) as d_term,
        count(content) as n_content, count(distinct content) as d_content,
        count(page) as n_page, count(distinct page) as d_page,
        count(landing_page) as n_landing_page, count(distinct landing_page) as d_landing_page,
        count(referrer) as n_referrer, count(distinct referrer) as d_referrer,
        count(device) as n_device, count(distinct device) as d_device,
        count(country) as n_country, count(distinct country) as d_country,
        count(page_views) as n_page_views, count(distinct page_views) as d_page_views,
        count(is_bounce) as n_is_bounce, count(distinct is_bounce) as d_is_bounce,
        count(is_returning) as n_is_returning, count(distinct is_returning) as d_is_returning,
        count(is_conversion) as n_is_conversion, count(distinct is_conversion) as d_is_conversion,
        count(conversion_type) as n_conversion_type, count(distinct conversion_type) as d_conversion_type,
        count(conversion_value) as n_conversion_value, count(distinct conversion_value) as d_conversion_value,
        count(currency_code) as n_currency_code, count(distinct currency_code) as d_currency_code,
    from kept_rows
),

final as (
    select
        'file_sessions' as table_name,
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
        struct('session_id' as column_name, n_session_id as filled, d_session_id as distinct_values, 'one row a session' as purpose),
        struct('user_id' as column_name, n_user_id as filled, d_user_id as distinct_values, 'paths of visitors' as purpose),
        struct('person_key' as column_name, n_person_key as filled, d_person_key as distinct_values, 'paths of known persons' as purpose),
        struct('session_start_at' as column_name, n_session_start_at as filled, d_session_start_at as distinct_values, 'web KPIs, attribution' as purpose),
        struct('session_end_at' as column_name, n_session_end_at as filled, d_session_end_at as distinct_values, 'session seconds, low engagement' as purpose),
        struct('event_at' as column_name, n_event_at as filled, d_event_at as distinct_values, 'start where none is stated' as purpose),
        struct('event_name' as column_name, n_event_name as filled, d_event_name as distinct_values, 'kind of event' as purpose),
        struct('channel' as column_name, n_channel as filled, d_channel as distinct_values, 'KPIs by channel, attribution' as purpose),
        struct('source' as column_name, n_source as filled, d_source as distinct_values, 'channel rules' as purpose),
        struct('medium' as column_name, n_medium as filled, d_medium as distinct_values, 'channel rules' as purpose),
        struct('campaign' as column_name, n_campaign as filled, d_campaign as distinct_values, 'channel rules, credit to campaigns' as purpose),
        struct('term' as column_name, n_term as filled, d_term as distinct_values, 'search intent' as purpose),
        struct('content' as column_name, n_content as filled, d_content as distinct_values, 'creative of the touch' as purpose),
        struct('page' as column_name, n_page as filled, d_page as distinct_values, 'landing page where none is stated' as purpose),
        struct('landing_page' as column_name, n_landing_page as filled, d_landing_page as distinct_values, 'KPIs by landing page' as purpose),
        struct('referrer' as column_name, n_referrer as filled, d_referrer as distinct_values, 'check of the source' as purpose),
        struct('device' as column_name, n_device as filled, d_device as distinct_values, 'segments' as purpose),
        struct('country' as column_name, n_country as filled, d_country as distinct_values, 'segments' as purpose),
        struct('page_views' as column_name, n_page_views as filled, d_page_views as distinct_values, 'page views' as purpose),
        struct('is_bounce' as column_name, n_is_bounce as filled, d_is_bounce as distinct_values, 'bounce rate' as purpose),
        struct('is_returning' as column_name, n_is_returning as filled, d_is_returning as distinct_values, 'new and returning visitors' as purpose),
        struct('is_conversion' as column_name, n_is_conversion as filled, d_is_conversion as distinct_values, 'conversion rate, attribution' as purpose),
        struct('conversion_type' as column_name, n_conversion_type as filled, d_conversion_type as distinct_values, 'kind of conversion' as purpose),
        struct('conversion_value' as column_name, n_conversion_value as filled, d_conversion_value as distinct_values, 'value of credit' as purpose),
        struct('currency_code' as column_name, n_currency_code as filled, d_currency_code as distinct_values, 'value of credit' as purpose)
    ]) as entry
)

select *
from final
