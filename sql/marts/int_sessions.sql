-- materialize: table
-- Web sessions of files and of the GA4 export.
-- Grain: one row per session_id; a file with one row per event is folded, its earliest event naming where the session came from.
-- date_day: day of the start in the settings' time zone. session_seconds: end less start, NULL where one is unknown or they are swapped.
-- channel: the file's, blank → that of the ad account's campaign which the marks mean, else the channel rules over source, medium and
-- campaign. may_be_ad: int_channel_map. Money is in currency_code (XXX = none stated).
-- Files of events repeat what belongs to the session: page_views is the highest, conversion_value sums different values once.
-- is_returning: the file's word, else whether the user has an earlier session here. is_conversion: any event of it converts.
-- Dropped: rows without a time.
create or replace view marts.int_sessions as
with session_rows as (
    select *
    from marts.int_sessions_unioned
),

channel_map as (
    select *
    from marts.int_channel_map
),

persons as (
    select *
    from marts.int_persons
),

utm_resolved as (
    select *
    from marts.int_utm_resolved
),

listed_campaigns as (
    select *
    from marts.int_campaign_versions
    where is_current
),

settings as (
    select *
    from marts.int_settings
),

firsts as (
    select *
    from session_rows
    qualify row_number() over (
        partition by session_key
        order by started_at, coalesce(event_at, started_at), file_key, row_number
    ) = 1
),

totals as (
    select
        session_key,
        max(session_end_at) as ended_at,
        max(page_views) as page_views,
        logical_and(is_bounce) as is_bounce,
        logical_or(is_returning) as is_returning,
        logical_or(is_conversion) as is_conversion,
        min(if(is_conversion, conversion_type, null)) as conversion_type,
        sum(distinct if(is_conversion, conversion_value, null)) as conversion_value,
        count(distinct if(is_conversion and conversion_value is not null, coalesce(currency_code, 'XXX'), null))
            as value_currencies,
        min(if(is_conversion and conversion_value is not null, coalesce(currency_code, 'XXX'), null)) as currency_code,
    from session_rows
    group by session_key
),

joined as (
    select
        firsts.session_key as session_id,
        firsts.web_source,
        firsts.user_id,
        coalesce(firsts.person_key, persons.person_key, firsts.user_id) as person_id,
        firsts.started_at,
        totals.ended_at,
        date(firsts.started_at, settings.time_zone) as date_day,
        coalesce(nullif(trim(firsts.channel), ''), listed_campaigns.channel, channel_map.channel, '(other)') as channel,
        nullif(trim(firsts.channel), '') is null as is_channel_by_rule,
        firsts.source,
        firsts.medium,
        firsts.campaign,
        firsts.content,
        firsts.gclid,
        firsts.landing_page,
        firsts.device,
        firsts.country,
        channel_map.is_paid,
        channel_map.is_direct,
        coalesce(channel_map.may_be_ad, true) as may_be_ad,
        timestamp_diff(totals.ended_at, firsts.started_at, second) as seconds,
        totals.page_views,
        totals.is_bounce,
        totals.is_returning,
        totals.is_conversion,
        totals.conversion_type,
        if(totals.value_currencies > 1, null, totals.conversion_value) as conversion_value,
        if(totals.value_currencies > 1, null, totals.currency_code) as currency_code,
    from firsts
    inner join totals
        on firsts.session_key = totals.session_key
    cross join settings
    left join persons
        on firsts.user_id = persons.user_id
    left join channel_map
        on lower(trim(coalesce(firsts.source, ''))) = channel_map.source
        and lower(trim(coalesce(firsts.medium, ''))) = channel_map.medium
        and lower(trim(coalesce(firsts.campaign, ''))) = channel_map.campaign
    left join utm_resolved
        on coalesce(firsts.gclid, '') = utm_resolved.gclid
        and coalesce(trim(firsts.campaign), '') = utm_resolved.campaign
        and coalesce(trim(firsts.content), '') = utm_resolved.content
        and (utm_resolved.resolved_by = 'gclid' or coalesce(channel_map.may_be_ad, true))
    left join listed_campaigns
        on utm_resolved.platform = listed_campaigns.platform
        and utm_resolved.account_id = listed_campaigns.account_id
        and utm_resolved.campaign_id = listed_campaigns.campaign_id
),

final as (
    select
        * except (seconds, is_returning),
        if(seconds >= 0, seconds, null) as session_seconds,
        coalesce(
            is_returning,
            if(
                person_id is null,
                null,
                row_number() over (partition by person_id order by started_at, session_id) > 1
            )
        ) as is_returning,
    from joined
)

select *
from final
