-- Deals of HubSpot portals.
-- Grain: one row per portal (account_id) and deal, its latest state.
-- Units: times in UTC; amount in currency_code, the deal's own or the portal's. stage and pipeline_id are ids, the labels as people named them.
-- closed_at is when the deal was closed or, while open, is expected to. Gone: as in hubspot_contacts.
create table if not exists raw.hubspot_deals (
    account_id string,
    id string,
    created_at timestamp,
    updated_at timestamp,
    deleted_at timestamp,
    merged_ids string,
    pipeline_id string,
    pipeline_label string,
    stage string,
    stage_label string,
    is_closed bool,
    is_won bool,
    amount numeric,
    currency_code string,
    closed_at timestamp,
    owner_id string,
    gclid string,
    fbclid string,
    utm_source string,
    utm_medium string,
    utm_campaign string,
    utm_term string,
    utm_content string,
    landing_page string,
    properties_json string,
    account_time_zone string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
partition by timestamp_trunc(created_at, month)
cluster by id
