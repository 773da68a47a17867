-- Latest day on which files have spend, a session, a touch, a lead or a deal: what the data clock is set by.
-- Grain: one row; latest_day is NULL without data. Days of instants are UTC days; a panel's period counts by its first day.
-- Reads raw tables itself, not their staging views, since the clock is set before those are built.
create or replace view staging.stg_file__latest_day as
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
),

final as (
    select max(latest_day) as latest_day
    from unioned
)

select *
from final
