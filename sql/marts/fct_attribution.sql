-- materialize: table
-- Which touch gets the credit of which conversion.
-- Grain: one row per model, conversion_type, conversion_id and touch_id. credit sums to 1 per model and conversion.
-- last_touch: the last touch in the path, by (touch_at, touch_id). Path: the person's touches with
-- converted_at - L < touch_at <= converted_at, after the person's previous conversion of the same type. L in seconds: the lead
-- look-back, for orders and deals the deal look-back.
-- A conversion without person or without a path has one row with touch_id NULL and "(unattributed)" as its nodes.
-- value_credit = value * credit in currency_code, NULL where the value is unknown. Days are days of the settings' time zone.
-- Limits: aggregated paths (file_paths) name no conversion and are not here.
create or replace view marts.fct_attribution as
with touches as (
    select *
    from marts.fct_touches
),

conversions as (
    select *
    from marts.fct_conversions
),

settings as (
    select *
    from marts.int_settings
),

moments as (
    select
        person_id,
        conversion_type,
        converted_at,
        lag(converted_at) over (
            partition by person_id, conversion_type
            order by converted_at
        ) as previous_converted_at,
    from conversions
    where person_id is not null
    group by person_id, conversion_type, converted_at
),

-- The latest touch up to each moment at which a person converted; a touch at that very moment comes first.
events as (
    select
        person_id,
        touch_at as event_at,
        0 as event_order,
        touch_id,
    from touches
    where person_id is not null
    union all
    select distinct
        person_id,
        converted_at as event_at,
        1 as event_order,
        cast(null as string) as touch_id,
    from moments
),

followed as (
    select
        person_id,
        event_at,
        event_order,
        last_value(touch_id ignore nulls) over (
            partition by person_id
            order by event_at, event_order, touch_id
            rows between unbounded preceding and current row
        ) as last_touch_id,
    from events
),

last_touches as (
    select
        followed.person_id,
        followed.event_at as converted_at,
        touches.* except (person_id, is_conversion, conversion_type, conversion_value, currency_code, origin),
    from followed
    inner join touches
        on followed.last_touch_id = touches.touch_id
    where followed.event_order = 1
),

paths as (
    select
        moments.conversion_type,
        last_touches.*,
    from moments
    inner join last_touches
        on moments.person_id = last_touches.person_id
        and moments.converted_at = last_touches.converted_at
    cross join settings
    where coalesce(last_touches.touch_at > moments.previous_converted_at, true)
        and coalesce(
            timestamp_diff(moments.converted_at, last_touches.touch_at, microsecond) < 1000000 * if(
                moments.conversion_type in ('order', 'deal'),
                settings.deal_lookback_seconds,
                settings.lead_lookback_seconds
            ),
            true
        )
),

final as (
    select
        'last_touch' as model,
        conversions.conversion_id,
        conversions.conversion_type,
        paths.touch_id,
        1.0 as credit,
        conversions.value as value_credit,
        conversions.currency_code,
        conversions.converted_on,
        date(paths.touch_at, settings.time_zone) as touched_on,
        coalesce(paths.channel, '(unattributed)') as channel,
        coalesce(paths.platform, '(unattributed)') as platform,
        coalesce(paths.account_id, '(unattributed)') as account_id,
        coalesce(paths.campaign_id, '(unattributed)') as campaign_id,
        paths.ad_group_id,
        paths.ad_id,
        paths.source,
        paths.medium,
        paths.campaign as utm_campaign,
        paths.is_paid,
        paths.is_direct,
    from conversions
    cross join settings
    left join paths
        on conversions.person_id = paths.person_id
        and conversions.conversion_type = paths.conversion_type
        and conversions.converted_at = paths.converted_at
)

select *
from final
