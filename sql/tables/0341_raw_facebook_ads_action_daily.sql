-- Actions that Facebook claims for a campaign, by type and attribution window.
-- Grain: one row per account, day, campaign, action_type and attribution_window (default, 1d_click, 7d_click, 28d_click, 1d_view).
-- Units: action_value in currency_code, NULL where Facebook states none; date_day is the day of the impression or click by the account's clock.
-- Limits: action types overlap (lead holds offsite_conversion.fb_pixel_lead) and windows overlap: never added up.
create table if not exists raw.facebook_ads_action_daily (
    account_id string,
    date_day date,
    campaign_id string,
    campaign_name string,
    action_type string,
    attribution_window string,
    action_count float64,
    action_value numeric,
    currency_code string,
    account_time_zone string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
partition by date_day
cluster by account_id, campaign_id
