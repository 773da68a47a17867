-- Key events (conversions) from the GA4 export in BigQuery.
-- Grain: one row per property and event_id (hash of user, session, event, time and place in its batch).
-- Units: converted_at in UTC; date_day is the export's day in the property's zone; value in currency_code, NULL where the event has none.
-- Filled in BigQuery only (sql/bigquery); days are rewritten for three days after they end.
create table if not exists raw.ga4_key_events (
    property_id string,
    date_day date,
    event_id string,
    session_id string,
    user_pseudo_id string,
    event_name string,
    converted_at timestamp,
    value numeric,
    currency_code string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
partition by date_day
cluster by session_id
