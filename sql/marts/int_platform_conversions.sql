-- Conversions that Google Ads and Facebook Ads claim for campaigns, by what was converted.
-- Grain: one row per platform, account_id, date_day, campaign_id, conversion_action_id, attribution_window, currency_code.
-- Google: conversion actions in the account's own windows (attribution_window "account"). Facebook: action types, each in every window.
-- is_primary: counted in the campaign's conversions: of Google a primary action, of Facebook the account's primary action type in the
-- default window. conversions: of Google all_conversions, so that secondary actions show too. Units: conversion_value in currency_code.
create or replace view marts.int_platform_conversions as
with google_actions as (
    select *
    from staging.stg_google_ads__conversion_action_daily
),

google_definitions as (
    select *
    from staging.stg_google_ads__conversion_actions
    where is_current
),

facebook_actions as (
    select *
    from staging.stg_facebook_ads__action_daily
),

facebook_accounts as (
    select *
    from staging.stg_facebook_ads__accounts
    where is_current
),

united as (
    select
        'google_ads' as platform,
        google_actions.account_id,
        google_actions.date_day,
        google_actions.campaign_id,
        google_actions.conversion_action_id,
        coalesce(
            google_definitions.conversion_action_name, google_actions.conversion_action_name
        ) as conversion_action,
        google_actions.conversion_action_category,
        'account' as attribution_window,
        google_actions.currency_code,
        google_actions.all_conversions as conversions,
        google_actions.all_conversion_value as conversion_value,
        google_actions.view_through_conversions,
        google_actions.conversions_by_conversion_date,
        coalesce(google_definitions.is_in_conversions_metric, google_actions.conversions > 0, false) as is_primary,
    from google_actions
    left join google_definitions
        on google_actions.account_id = google_definitions.account_id
        and google_actions.conversion_action_id = google_definitions.conversion_action_id
    union all
    select
        'facebook_ads' as platform,
        facebook_actions.account_id,
        facebook_actions.date_day,
        facebook_actions.campaign_id,
        facebook_actions.action_type as conversion_action_id,
        facebook_actions.action_type as conversion_action,
        cast(null as string) as conversion_action_category,
        facebook_actions.attribution_window,
        facebook_actions.currency_code,
        facebook_actions.action_count as conversions,
        facebook_actions.action_value as conversion_value,
        cast(null as float64) as view_through_conversions,
        cast(null as float64) as conversions_by_conversion_date,
        coalesce(
            facebook_actions.action_type = facebook_accounts.primary_action_type
            and facebook_actions.attribution_window = 'default',
            false
        ) as is_primary,
    from facebook_actions
    left join facebook_accounts
        on facebook_actions.account_id = facebook_accounts.account_id
),

final as (
    select
        platform,
        account_id,
        date_day,
        campaign_id,
        conversion_action_id,
        attribution_window,
        coalesce(currency_code, 'XXX') as currency_code,
        min(conversion_action) as conversion_action,
        min(conversion_action_category) as conversion_action_category,
        sum(conversions) as conversions,
        sum(conversion_value) as conversion_value,
        sum(view_through_conversions) as view_through_conversions,
        sum(conversions_by_conversion_date) as conversions_by_conversion_date,
        logical_or(is_primary) as is_primary,
    from united
    where date_day is not null
        and account_id is not null
        and campaign_id is not null
        and conversion_action_id is not null
        and attribution_window is not null
    group by
        platform, account_id, date_day, campaign_id, conversion_action_id, attribution_window, coalesce(currency_code, 'XXX')
)

select *
from final
