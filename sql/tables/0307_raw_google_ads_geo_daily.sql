-- Results of Google Ads campaigns by country and region.
-- Grain: one row per account, day, campaign, country, kind of location and region that had any result; region NULL where Google names none.
-- Units: cost_micros in millionths of currency_code, conversion values in currency_code; date_day is the account's local day.
-- Limits: sums to at most the campaign's spend. Ids are criterion ids, named in raw.google_ads_geo_target_constants.
create table if not exists raw.google_ads_geo_daily (
    date_day date,
    customer_id string,
    campaign_id string,
    country_criterion_id string,
    location_type string,
    geo_target_region_id string,
    cost_micros int64,
    impressions int64,
    clicks int64,
    interactions int64,
    conversions float64,
    conversions_value float64,
    all_conversions float64,
    all_conversions_value float64,
    conversions_by_conversion_date float64,
    conversions_value_by_conversion_date float64,
    currency_code string,
    account_time_zone string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
partition by date_day
cluster by customer_id, campaign_id
