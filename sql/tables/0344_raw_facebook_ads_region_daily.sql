-- Facebook results by region of the person.
-- Grain: one row per account, day, campaign and region (its name).
-- Units: spend and conversion_value in currency_code; date_day is the account's local day; conversions are those of
-- primary_action_type in the default window, view_through_conversions its 1d_view window; both NULL where settings name none.
-- Limits: reach and frequency are never summed, and NULL beyond 13 months, where Facebook keeps none by breakdown.
-- Actions that happen off Facebook are not returned by region: conversions, conversion_value and view_through_conversions are then
-- NULL, not 0.
create table if not exists raw.facebook_ads_region_daily (
    account_id string,
    date_day date,
    campaign_id string,
    campaign_name string,
    region string,
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
