-- The click or visit that a CRM's lead arrived with, as a touch.
-- Grain: one row per lead_id of a CRM that brings a click id, utm parameters or a source. touch_at is the arrival, UTC: when the visit
-- began is not known.
-- Dropped: leads whose person has a session with that very click id, or with the same source, medium and campaign within the longer
-- look-back before: CRMs keep the marks of a click for weeks, and that visit is a touch already, at its own time.
create or replace view marts.int_lead_touches as
with leads as (
    select *
    from marts.int_leads
    where crm != 'file'
        and arrived_at is not null
        and coalesce(gclid, fbclid, utm_campaign, source, medium) is not null
),

sessions as (
    select *
    from marts.int_sessions
),

settings as (
    select *
    from marts.int_settings
),

seen_visits as (
    select distinct leads.lead_id
    from leads
    inner join sessions
        on leads.person_id = sessions.person_id
    cross join settings
    where sessions.started_at <= leads.arrived_at
        and (
            coalesce(leads.gclid = sessions.gclid, false)
            or (
                (
                    coalesce(
                        timestamp_diff(leads.arrived_at, sessions.started_at, second) < settings.lead_lookback_seconds,
                        true
                    )
                    or coalesce(
                        timestamp_diff(leads.arrived_at, sessions.started_at, second) < settings.deal_lookback_seconds,
                        true
                    )
                )
                and lower(coalesce(leads.source, '')) = lower(coalesce(sessions.source, ''))
                and lower(coalesce(leads.medium, '')) = lower(coalesce(sessions.medium, ''))
                and lower(coalesce(leads.utm_campaign, '')) = lower(coalesce(sessions.campaign, ''))
            )
        )
),

final as (
    select
        concat('lead:', leads.lead_id) as touch_id,
        leads.person_id,
        leads.arrived_at as touch_at,
        if(leads.channel = '(unattributed)', '(other)', leads.channel) as channel,
        leads.source,
        leads.medium,
        leads.utm_campaign as campaign,
        leads.content,
        leads.gclid,
        leads.may_be_ad,
    from leads
    left join seen_visits
        on leads.lead_id = seen_visits.lead_id
    where seen_visits.lead_id is null
)

select *
from final
