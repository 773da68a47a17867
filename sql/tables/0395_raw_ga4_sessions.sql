-- Web sessions from the GA4 export in BigQuery, summed up from its events.
-- Grain: one row per property and session (session_id: user_pseudo_id, a dot, ga_session_id).
-- Units: times in UTC; date_day is the export's day in the property's zone; engagement_seconds are whole seconds on screen.
-- source, medium, campaign, content, term, gclid: what the session was collected with, never the user's first visit.
-- Filled in BigQuery only (sql/bigquery); days are rewritten for three days after they end.
create table if not exists raw.ga4_sessions (
    property_id string,
    date_day date,
    session_id string,
    user_pseudo_id string,
    session_start_at timestamp,
    session_end_at timestamp,
    source string,
    medium string,
    campaign string,
    content string,
    term string,
    gclid string,
    landing_page string,
    device string,
    country string,
    page_views int64,
    is_engaged bool,
    is_returning bool,
    engagement_seconds int64,
    load_id string,
    run_id string,
    loaded_at timestamp
)
partition by date_day
cluster by session_id
