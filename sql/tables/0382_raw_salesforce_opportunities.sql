-- Opportunities of Salesforce organisations.
-- Grain: one row per organisation (account_id) and opportunity, its latest state. company_id is its Salesforce account.
-- Units: times in UTC; amount in currency_code, the opportunity's own or the organisation's; probability 0 to 1.
-- closed_on is the organisation's day on which it was closed or, while open, is expected to. Gone: as in salesforce_leads.
create table if not exists raw.salesforce_opportunities (
    account_id string,
    id string,
    created_at timestamp,
    updated_at timestamp,
    deleted_at timestamp,
    company_id string,
    contact_id string,
    primary_campaign_id string,
    stage string,
    is_closed bool,
    is_won bool,
    probability float64,
    amount numeric,
    currency_code string,
    closed_on date,
    lead_source string,
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
