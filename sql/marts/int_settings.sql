-- Settings as typed columns, so that views need not parse them.
-- Grain: exactly one row, also before any setting is written.
-- as_of: last complete day of data, NULL before the first nightly run. time_zone: IANA name, UTC where unset.
-- Look-backs are seconds; NULL = unlimited ("none").
create or replace view marts.int_settings as
with settings as (
    select *
    from ops.settings
),

final as (
    select
        safe_cast(max(if(key = 'as_of', value, null)) as date) as as_of,
        coalesce(max(if(key = 'time_zone', value, null)), 'UTC') as time_zone,
        max(if(key = 'reporting_currency', value, null)) as reporting_currency,
        if(
            max(if(key = 'attribution_lookback_days_lead', value, null)) = 'none',
            null,
            coalesce(safe_cast(max(if(key = 'attribution_lookback_days_lead', value, null)) as int64), 30) * 86400
        ) as lead_lookback_seconds,
        if(
            max(if(key = 'attribution_lookback_days_deal', value, null)) = 'none',
            null,
            coalesce(safe_cast(max(if(key = 'attribution_lookback_days_deal', value, null)) as int64), 90) * 86400
        ) as deal_lookback_seconds,
    from settings
)

select *
from final
