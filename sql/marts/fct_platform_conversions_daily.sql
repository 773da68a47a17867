-- materialize: table
-- Conversions that ad platforms claim, by campaign, conversion action and attribution window; never blended with what the warehouse counts.
-- Grain: one row per date_day, platform, account_id, campaign_id, conversion_action_id, attribution_window, currency_code.
-- date_day: the day of the click or impression in the account's zone; conversions_by_conversion_date stand on the conversion's day.
-- Units: conversion_value in currency_code. is_primary: what the campaign's conversions count.
-- Limits: actions and windows overlap: rows of several are never added up.
create or replace view marts.fct_platform_conversions_daily as
with claims as (
    select *
    from marts.int_platform_conversions
),

campaigns as (
    select *
    from marts.dim_campaign
),

settings as (
    select *
    from marts.int_settings
),

accounts as (
    select *
    from marts.dim_account
    where is_current
),

timed as (
    select
        claims.*,
        timestamp(
            date_add(claims.date_day, interval 1 day),
            coalesce(accounts.account_time_zone, settings.time_zone)
        ) as day_ends_at,
    from claims
    cross join settings
    left join accounts
        on claims.platform = accounts.platform
        and claims.account_id = accounts.account_id
),

final as (
    select
        timed.* except (day_ends_at),
        campaigns.campaign_name,
        coalesce(
            campaigns.channel,
            if(timed.platform = 'facebook_ads', 'paid_social', timed.platform)
        ) as channel,
    from timed
    left join campaigns
        on timed.platform = campaigns.platform
        and timed.account_id = campaigns.account_id
        and timed.campaign_id = campaigns.campaign_id
        and campaigns.valid_from < timed.day_ends_at
        and coalesce(campaigns.valid_to >= timed.day_ends_at, true)
)

select *
from final
