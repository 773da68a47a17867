-- Facebook results by ad and day.
-- Grain: one row per account, day and ad that delivered.
-- Units: spend and conversion_value in currency_code; date_day is the account's local day; conversions are those of
-- primary_action_type in the default window, view_through_conversions its 1d_view window; both NULL where settings name none.
-- Limits: reach and frequency are never summed; campaign rows are the truth about spend.
create table if not exists raw.facebook_ads_ad_daily (
    account_id string,
    date_day date,
    campaign_id string,
    campaign_name string,
    adset_id string,
    adset_name string,
    ad_id string,
    ad_name string,
    spend numeric,
    impressions int64,
    reach int64,
    frequency float64,
    clicks int64,
    inline_link_clicks int64,
    outbound_clicks int64,
    video_views int64,
    post_reactions int64,
    comments int64,
    shares int64,
    primary_action_type string,
    conversions float64,
    conversion_value numeric,
    view_through_conversions float64,
    currency_code string,
    account_time_zone string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
partition by date_day
cluster by account_id, campaign_id
