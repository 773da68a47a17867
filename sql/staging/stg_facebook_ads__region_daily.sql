-- Facebook results by region of the person.
-- Grain: one row per account_id, date_day, campaign_id, region (its name).
-- Units: money in currency_code; date_day is the account's local day. conversions: of the account's primary action, NULL where settings
-- name none. engagements: reactions, comments and shares. reach and frequency are not additive.
create or replace view staging.stg_facebook_ads__region_daily as
with region_daily as (
    select *
    from raw.facebook_ads_region_daily
),

final as (
    select
        account_id,
        date_day,
        campaign_id,
        campaign_name,
        region,
        spend,
        impressions,
        reach,
        frequency,
        clicks,
        inline_link_clicks as link_clicks,
        outbound_clicks,
        video_views,
        post_reactions + comments + shares as engagements,
        post_reactions,
        comments,
        shares,
        primary_action_type,
        conversions,
        conversion_value,
        view_through_conversions,
        currency_code,
        account_time_zone,
        loaded_at,
    from region_daily
)

select *
from final
