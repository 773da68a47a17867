-- Names of the countries and regions that Google Ads results name.
-- Grain: one row per account, location and observed_at.
-- Limits: only locations that the account had results in.
create table if not exists raw.google_ads_geo_target_constants (
    customer_id string,
    geo_target_constant_id string,
    geo_target_name string,
    canonical_name string,
    country_code string,
    target_type string,
    status string,
    parent_geo_target_id string,
    observed_at timestamp,
    deleted_at timestamp,
    load_id string,
    run_id string,
    loaded_at timestamp
)
cluster by customer_id, geo_target_constant_id
