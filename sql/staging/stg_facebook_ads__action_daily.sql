-- Actions that Facebook claims for campaigns.
-- Grain: one row per account_id, date_day, campaign_id, action_type, attribution_window.
-- Units: action_value in currency_code, NULL where Facebook states none; date_day is the day of the impression or click in the account's zone.
-- Limits: action types and windows overlap: never added up.
create or replace view staging.stg_facebook_ads__action_daily as
with action_daily as (
    select *
    from raw.facebook_ads_action_daily
),

final as (
    select
        account_id,
        date_day,
        campaign_id,
        campaign_name,
        action_type,
        attribution_window,
        action_count,
        action_value,
        currency_code,
        account_time_zone,
        loaded_at,
    from action_daily
)

select *
from final
