-- materialize: table
-- Marketing touches of persons: each session's start, and the rows of touch logs.
-- Grain: one row per touch_id. touch_at is UTC. A session's touch_id is its session_id.
-- channel, is_paid, is_direct: by the file's channel (its flags from the rule of that channel), else by the channel rules.
-- platform, account_id, campaign_id: of the one campaign that the utm campaign names by id or by name, else NULL.
-- is_conversion and what follows: a touch at which the person converted, as the session or log flags it (fct_conversions).
-- Dropped: touches without a time. person_id may be NULL: such a touch belongs to no path.
create or replace view marts.fct_touches as
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

campaign_keys as (
    select *
    from marts.int_campaign_keys
),

channel_flags as (
    select
        lower(channel) as channel_key,
        logical_or(is_paid) as is_paid,
        logical_or(is_direct) as is_direct,
    from ops.channel_rules
    group by lower(channel)
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
        channel_map.is_paid,
        channel_map.is_direct,
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

touches as (
    select
        session_id as touch_id,
        person_id,
        started_at as touch_at,
        channel,
        is_channel_by_rule,
        source,
        medium,
        campaign,
        is_paid,
        is_direct,
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
),

final as (
    select
        touches.touch_id,
        touches.person_id,
        touches.touch_at,
        touches.channel,
        coalesce(if(touches.is_channel_by_rule, touches.is_direct, channel_flags.is_direct), false) as is_direct,
        coalesce(if(touches.is_channel_by_rule, touches.is_paid, channel_flags.is_paid), false) as is_paid,
        coalesce(by_id.platform, by_name.platform) as platform,
        coalesce(by_id.account_id, by_name.account_id) as account_id,
        coalesce(by_id.campaign_id, by_name.campaign_id) as campaign_id,
        cast(null as string) as ad_group_id,
        cast(null as string) as ad_id,
        touches.source,
        touches.medium,
        touches.campaign,
        touches.is_conversion,
        touches.conversion_type,
        touches.conversion_value,
        touches.currency_code,
        touches.origin,
    from touches
    left join channel_flags
        on lower(touches.channel) = channel_flags.channel_key
    left join campaign_keys as by_id
        on touches.campaign = by_id.key
        and by_id.key_kind = 'id'
    left join campaign_keys as by_name
        on nullif(regexp_replace(lower(touches.campaign), r'\s+', ''), '') = by_name.key
        and by_name.key_kind = 'name'
)

select *
from final
