-- step: publish
-- Every channel shows the sessions that came through it, and the parts of their rates.
-- Returns: one row per channel where a sum differs.
with chosen as (
    select
        web_sessions.channel,
        count(*) as sessions,
        countif(web_sessions.is_bounce) as bounces,
        count(web_sessions.is_bounce) as bounces_known,
        sum(web_sessions.session_seconds) as session_seconds,
        count(web_sessions.session_seconds) as session_seconds_known,
        countif(web_sessions.is_conversion) as conversions,
        count(web_sessions.is_conversion) as conversions_known,
    from marts.int_sessions as web_sessions
    inner join marts.int_web_days as days
        on web_sessions.date_day = days.date_day
        and web_sessions.web_source = days.web_source
    group by web_sessions.channel
    union all
    select
        channel,
        sum(sessions) as sessions,
        sum(bounces) as bounces,
        sum(bounces_known) as bounces_known,
        sum(session_seconds) as session_seconds,
        sum(session_seconds_known) as session_seconds_known,
        sum(conversions) as conversions,
        sum(conversions_known) as conversions_known,
    from marts.int_web_traffic
    group by channel
),

truth as (
    select
        channel,
        sum(sessions) as sessions,
        sum(bounces) as bounces,
        sum(bounces_known) as bounces_known,
        sum(session_seconds) as session_seconds,
        sum(session_seconds_known) as session_seconds_known,
        sum(conversions) as conversions,
        sum(conversions_known) as conversions_known,
    from chosen
    group by channel
),

reported as (
    select
        channel,
        sum(sessions) as sessions,
        sum(bounces) as bounces,
        sum(bounces_known) as bounces_known,
        sum(session_seconds) as session_seconds,
        sum(session_seconds_known) as session_seconds_known,
        sum(conversions) as conversions,
        sum(conversions_known) as conversions_known,
    from reporting.rpt_web_daily
    group by channel
)

select
    coalesce(truth.channel, reported.channel) as channel,
    truth.sessions as sessions,
    reported.sessions as reported_sessions,
    truth.bounces as bounces,
    reported.bounces as reported_bounces,
    truth.bounces_known as bounces_known,
    reported.bounces_known as reported_bounces_known,
    truth.session_seconds as session_seconds,
    reported.session_seconds as reported_session_seconds,
    truth.session_seconds_known as session_seconds_known,
    reported.session_seconds_known as reported_session_seconds_known,
    truth.conversions as conversions,
    reported.conversions as reported_conversions,
    truth.conversions_known as conversions_known,
    reported.conversions_known as reported_conversions_known,
from truth
full outer join reported
    on truth.channel = reported.channel
where coalesce(truth.sessions, 0) != coalesce(reported.sessions, 0)
    or coalesce(truth.bounces, 0) != coalesce(reported.bounces, 0)
    or coalesce(truth.bounces_known, 0) != coalesce(reported.bounces_known, 0)
    or coalesce(truth.session_seconds, 0) != coalesce(reported.session_seconds, 0)
    or coalesce(truth.session_seconds_known, 0) != coalesce(reported.session_seconds_known, 0)
    or coalesce(truth.conversions, 0) != coalesce(reported.conversions, 0)
    or coalesce(truth.conversions_known, 0) != coalesce(reported.conversions_known, 0)
