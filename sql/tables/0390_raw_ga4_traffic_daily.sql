-- Web traffic from the GA4 Data API, aggregated: no row belongs to a person.
-- Grain: one row per property_id, date_day and the seven dimensions session_source to country, texts as sent, (not set) and (other) included.
-- Units: date_day in account_time_zone; sessions, users and views are counts, estimated by GA4 for large properties; durations in seconds; rates 0-1.
-- Additive: sessions, engaged_sessions, bounced_sessions, session_seconds, user_engagement_duration, screen_page_views, key_events.
-- Not additive: total_users, the same visitor stands in several rows.
-- Derived: bounced_sessions = sessions - engaged_sessions, GA4's own definition; session_seconds = average_session_duration * sessions.
-- Limits: is_sampled, is_thresholded and has_other_row hold for the whole day of the property; such a day is not exact.
create table if not exists raw.ga4_traffic_daily (
    property_id string,
    date_day date,
    session_source string,
    session_medium string,
    session_campaign_name string,
    session_default_channel_group string,
    landing_page string,
    device_category string,
    country string,
    sessions int64,
    total_users int64,
    new_users int64,
    engaged_sessions int64,
    bounced_sessions int64,
    bounce_rate float64,
    average_session_duration float64,
    session_seconds float64,
    user_engagement_duration float64,
    screen_page_views int64,
    key_events float64,
    is_sampled bool,
    samples_read_count int64,
    sampling_space_size int64,
    is_thresholded bool,
    has_other_row bool,
    currency_code string,
    account_time_zone string,
    derived_from string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
partition by date_day
cluster by property_id, session_source
