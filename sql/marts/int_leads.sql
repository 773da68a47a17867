-- materialize: table
-- Every lead that counts, with its arrival and the campaign it came from.
-- Grain: one row per lead_id. Times are UTC; date_day is the day of arrival in the settings' time zone; value is in currency_code.
-- person_id: the hashed e-mail, of a CRM's lead without one the lead itself.
-- crm says where the lead is kept (file, hubspot, salesforce).
-- Campaign: by campaign_id, else by the click's marks (int_utm_resolved): click id, utm campaign; else "(unattributed)". A stated
-- campaign_id that no campaign has stays, at platform "(unattributed)". resolved_by: how, "(unresolved)" where marks led nowhere, NULL
-- where there are none.
-- Marks of e-mails and other media without ads lead to no campaign of an ad account (may_be_ad: int_channel_map).
-- channel: the campaign's, else by the channel rules from source and medium, else "(unattributed)".
-- Limits: a lead known only by a deal without any day has date_day NULL and stands in no daily view.
create or replace view marts.int_leads as
with arrivals as (
    select *
    from marts.int_lead_arrivals
),

campaign_keys as (
    select *
    from marts.int_campaign_keys
),

campaigns as (
    select *
    from marts.dim_campaign
    where is_current
),

utm_resolved as (
    select *
    from marts.int_utm_resolved
),

channel_map as (
    select *
    from marts.int_channel_map
),

settings as (
    select *
    from marts.int_settings
),

final as (
    select
        arrivals.lead_id,
        arrivals.crm,
        coalesce(arrivals.person_key, if(arrivals.crm = 'file', null, arrivals.lead_id)) as person_id,
        arrivals.arrived_at,
        date(arrivals.arrived_at, settings.time_zone) as date_day,
        arrivals.has_arrival_of_its_own,
        arrivals.first_changed_at,
        coalesce(by_id.platform, utm_resolved.platform, '(unattributed)') as platform,
        coalesce(by_id.account_id, utm_resolved.account_id, '(unattributed)') as account_id,
        coalesce(
            by_id.campaign_id, arrivals.stated_campaign_id, utm_resolved.campaign_id, '(unattributed)'
        ) as campaign_id,
        utm_resolved.ad_group_id,
        utm_resolved.ad_id,
        coalesce(
            by_id.campaign_name,
            arrivals.stated_campaign_id,
            campaigns.campaign_name,
            utm_resolved.campaign_id,
            '(unattributed)'
        ) as campaign_name,
        coalesce(
            by_id.channel,
            campaigns.channel,
            if(coalesce(arrivals.source, arrivals.medium) is null, null, channel_map.channel),
            '(unattributed)'
        ) as channel,
        coalesce(by_id.currency_code, campaigns.currency_code) as campaign_currency_code,
        case
            when by_id.key is not null then 'campaign_id'
            when arrivals.stated_campaign_id is not null then '(unresolved)'
            when utm_resolved.resolved_by is not null then utm_resolved.resolved_by
            when arrivals.fbclid is not null then '(unresolved)'
        end as resolved_by,
        arrivals.status,
        arrivals.source,
        arrivals.medium,
        arrivals.utm_campaign,
        arrivals.content,
        arrivals.gclid,
        arrivals.fbclid,
        arrivals.landing_page,
        coalesce(channel_map.may_be_ad, true) as may_be_ad,
        arrivals.value,
        if(arrivals.value is null, null, coalesce(arrivals.currency_code, 'XXX')) as currency_code,
    from arrivals
    cross join settings
    left join campaign_keys as by_id
        on arrivals.stated_campaign_id = by_id.key
        and by_id.key_kind = 'id'
    left join channel_map
        on lower(trim(coalesce(arrivals.source, ''))) = channel_map.source
        and lower(trim(coalesce(arrivals.medium, ''))) = channel_map.medium
        and lower(trim(coalesce(arrivals.utm_campaign, ''))) = channel_map.campaign
    left join utm_resolved
        on coalesce(arrivals.gclid, '') = utm_resolved.gclid
        and coalesce(trim(arrivals.utm_campaign), '') = utm_resolved.campaign
        and coalesce(trim(arrivals.content), '') = utm_resolved.content
        and arrivals.stated_campaign_id is null
        and (utm_resolved.resolved_by = 'gclid' or coalesce(channel_map.may_be_ad, true))
    left join campaigns
        on utm_resolved.platform = campaigns.platform
        and utm_resolved.account_id = campaigns.account_id
        and utm_resolved.campaign_id = campaigns.campaign_id
)

select *
from final
