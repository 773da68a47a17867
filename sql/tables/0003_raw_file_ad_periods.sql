-- Ad results over a period of several days, or of no stated period. Never part of a daily mart.
-- Grain: one row per data row of a file; the row key is enforced in staging.
-- Units: money in currency_code; period_start and period_end are NULL where the file names no period;
-- stated_* are the file's own ratios (rates 0–1, stated_cpl in currency_code), kept beside the computed ones.
create table if not exists raw.file_ad_periods (
    period_start date,
    period_end date,
    platform string,
    account_id string,
    campaign_id string,
    campaign_name string,
    channel string,
    ad_group_id string,
    ad_group_name string,
    ad_id string,
    ad_name string,
    keyword string,
    device string,
    country string,
    age string,
    gender string,
    spend numeric,
    conversion_value numeric,
    currency_code string,
    impressions int64,
    clicks int64,
    link_clicks int64,
    reach int64,
    engagements int64,
    conversions float64,
    leads float64,
    derived_from string,
    stated_ctr float64,
    stated_cpl float64,
    stated_qualified_rate float64,
    file_key string,
    row_number int64,
    flags string,
    properties_json string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
cluster by platform, account_id, campaign_id
