-- Web traffic by day as the GA4 Data API sums it up; no row belongs to a person.
-- Grain: one row per property_id, date_day, source, medium, campaign, channel_group, landing_page, device, country.
-- Units: date_day in account_time_zone; durations in seconds; rates 0-1. total_users and new_users are not additive.
-- is_exact: neither sampled nor thresholded nor cut off into (other); such days are estimates of GA4.
create or replace view staging.stg_ga4__traffic_daily as
with traffic_daily as (
    select *
    from raw.ga4_traffic_daily
),

final as (
    select
        property_id,
        date_day,
        session_source as source,
        session_medium as medium,
        session_campaign_name as campaign,
        session_default_channel_group as channel_group,
        landing_page,
        device_category as device,
        country,
        sessions,
        total_users,
        new_users,
        engaged_sessions,
        bounced_sessions,
        bounce_rate,
        average_session_duration,
        session_seconds,
        user_engagement_duration,
        screen_page_views,
        key_events,
        is_sampled,
        samples_read_count,
        sampling_space_size,
        is_thresholded,
        has_other_row,
        currency_code,
        account_time_zone,
        derived_from,
        loaded_at,
        not (is_sampled or is_thresholded or has_other_row) as is_exact,
    from traffic_daily
)

select *
from final
