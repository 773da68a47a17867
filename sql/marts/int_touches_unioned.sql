-- Touches of session files, the GA4 export, touch logs and CRM leads, with the marks that they bring.
-- Grain: one row per touch_id. touch_at is UTC. is_channel_by_rule: the channel comes from the channel rules, not from the source.
-- Dropped: rows without a time.
create or replace view marts.int_touches_unioned as
with sessions as (
    select *
    from marts.int_sessions
),

file_touches as (
    select
        *,
        coalesce(touch_id, concat(file_key, ':', cast(row_number as string))) as touch_key,
    from staging.stg_file__touches
    where touch_at is not null
    qualify row_number() over (
        partition by coalesce(touch_id, concat(file_key, ':', cast(row_number as string)))
        order by row_number desc
    ) = 1
),

persons as (
    select *
    from marts.int_persons
),

channel_map as (
    select *
    from marts.int_channel_map
),

lead_touches as (
    select *
    from marts.int_lead_touches
),

logged as (
    select
        if(sessions.session_id is null, file_touches.touch_key, concat('touch:', file_touches.touch_key)) as touch_id,
        coalesce(file_touches.person_key, persons.person_key, file_touches.user_id) as person_id,
        file_touches.touch_at,
        coalesce(nullif(trim(file_touches.channel), ''), channel_map.channel, '(other)') as channel,
        nullif(trim(file_touches.channel), '') is null as is_channel_by_rule,
        file_touches.source,
        file_touches.medium,
        file_touches.campaign,
        cast(null as string) as content,
        cast(null as string) as gclid,
        channel_map.is_paid,
        channel_map.is_direct,
        coalesce(channel_map.may_be_ad, true) as may_be_ad,
        coalesce(file_touches.is_conversion, false) as is_conversion,
        file_touches.conversion_type,
        file_touches.conversion_value,
        if(file_touches.conversion_value is null, null, coalesce(file_touches.currency_code, 'XXX')) as currency_code,
    from file_touches
    left join sessions
        on file_touches.touch_key = sessions.session_id
    left join persons
        on file_touches.user_id = persons.user_id
    left join channel_map
        on lower(trim(coalesce(file_touches.source, ''))) = channel_map.source
        and lower(trim(coalesce(file_touches.medium, ''))) = channel_map.medium
        and lower(trim(coalesce(file_touches.campaign, ''))) = channel_map.campaign
),

final as (
    select
        session_id as touch_id,
        person_id,
        started_at as touch_at,
        channel,
        is_channel_by_rule,
        source,
        medium,
        campaign,
        content,
        gclid,
        is_paid,
        is_direct,
        may_be_ad,
        coalesce(is_conversion, false) as is_conversion,
        conversion_type,
        conversion_value,
        currency_code,
        'session' as origin,
    from sessions
    union all
    select
        *,
        'touch_log' as origin,
    from logged
    union all
    select
        touch_id,
        person_id,
        touch_at,
        channel,
        false as is_channel_by_rule,
        source,
        medium,
        campaign,
        content,
        gclid,
        cast(null as bool) as is_paid,
        cast(null as bool) as is_direct,
        may_be_ad,
        false as is_conversion,
        cast(null as string) as conversion_type,
        cast(null as numeric) as conversion_value,
        cast(null as string) as currency_code,
        'lead_click' as origin,
    from lead_touches
)

select *
from final
