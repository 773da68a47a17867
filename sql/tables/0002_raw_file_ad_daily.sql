-- Ad results by day as files state them, at whatever level the file has.
-- Grain: one row per data row of a file; the row key is enforced in staging.
-- Units: spend and conversion_value in currency_code; date_day is the account's local day;
-- date_text is the day as written; date_confidence is exact, inferred or ambiguous;
-- derived_from is JSON, column → formula, for columns that the file did not state.
create table if not exists raw.file_ad_daily (
    date_day date,
    date_text string,
    date_confidence string,
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
    file_key string,
    row_number int64,
    flags string,
    properties_json string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
partition by date_day
cluster by platform, account_id, campaign_id
