-- Latest day on which any source has spend, a session, a touch, a lead or a deal: what the data clock is set by.
-- Grain: one row; latest_day is NULL without data. Days of instants are UTC days; a panel's period counts by its first day.
-- Reads raw tables itself, not their staging views, since the clock is set before those are built.
create or replace view staging.stg_ops__latest_day as
with ad_days as (
    select max(date_day) as latest_day
    from raw.file_ad_daily
    where spend is not null
),

panel_periods as (
    select max(period_start) as latest_day
    from raw.file_mmm_panel
    where spend is not null
),

sessions as (
    select date(max(coalesce(session_start_at, event_at))) as latest_day
    from raw.file_sessions
),

touches as (
    select date(max(touch_at)) as latest_day
    from raw.file_touches
),

leads as (
    select date(max(created_at)) as latest_day
    from raw.file_leads
),

deals as (
    select date(max(created_at)) as latest_day
    from raw.file_deals
),

google_days as (
    select max(date_day) as latest_day
    from raw.google_ads_campaign_daily
),

facebook_days as (
    select max(date_day) as latest_day
    from raw.facebook_ads_campaign_daily
),

web_days as (
    select max(date_day) as latest_day
    from raw.ga4_traffic_daily
),

hubspot_contacts as (
    select date(max(created_at)) as latest_day
    from raw.hubspot_contacts
),

salesforce_leads as (
    select date(max(created_at)) as latest_day
    from raw.salesforce_leads
),

unioned as (
    select latest_day
    from ad_days
    union all
    select latest_day
    from panel_periods
    union all
    select latest_day
    from sessions
    union all
    select latest_day
    from touches
    union all
    select latest_day
    from leads
    union all
    select latest_day
    from deals
    union all
    select latest_day
    from google_days
    union all
    select latest_day
    from facebook_days
    union all
    select latest_day
    from web_days
    union all
    select latest_day
    from hubspot_contacts
    union all
    select latest_day
    from salesforce_leads
),

final as (
    select max(latest_day) as latest_day
    from unioned
)

select *
from final
