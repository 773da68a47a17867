-- materialize: table
-- Every lead with its arrival and the campaign it came from.
-- Grain: one row per lead_id. Times are UTC; date_day is the day of arrival in the settings' time zone; value is in currency_code.
-- A lead arrives when the leads file says, else with its first status change, else with its first deal. A deal without a lead is its own lead.
-- Campaign: by campaign_id, else by the name of the utm campaign, where that means one campaign; else "(unattributed)". A stated
-- campaign_id that no campaign has stays, at platform "(unattributed)".
-- channel: the campaign's, else by the channel rules from source and medium, else "(unattributed)".
-- Limits: a lead known only by a deal without any day has date_day NULL and stands in no daily view.
create or replace view marts.int_leads as
with leads as (
    select *
    from staging.stg_file__leads
    where lead_id is not null
    qualify row_number() over (partition by lead_id order by row_number desc) = 1
),

status_changes as (
    select
        lead_id,
        min(changed_at) as first_changed_at,
    from staging.stg_file__lead_status_changes
    where lead_id is not null
    group by lead_id
),

deals as (
    select
        lead_id,
        min(created_at) as first_created_at,
        min(closed_at) as first_closed_at,
    from marts.int_deals
    group by lead_id
),

campaign_keys as (
    select *
    from marts.int_campaign_keys
),

channel_map as (
    select *
    from marts.int_channel_map
),

settings as (
    select *
    from marts.int_settings
),

ids as (
    select lead_id
    from leads
    union distinct
    select lead_id
    from status_changes
    union distinct
    select lead_id
    from deals
),

joined as (
    select
        ids.lead_id,
        coalesce(
            leads.created_at, status_changes.first_changed_at, deals.first_created_at, deals.first_closed_at
        ) as arrived_at,
        leads.created_at is not null or status_changes.first_changed_at is null as has_arrival_of_its_own,
        leads.* except (
            lead_id, created_at, campaign, campaign_id, file_key, row_number, flags, properties_json, run_id, loaded_at
        ),
        leads.campaign as utm_campaign,
        leads.campaign_id as stated_campaign_id,
        nullif(regexp_replace(lower(leads.campaign), r'\s+', ''), '') as utm_campaign_key,
        status_changes.first_changed_at,
    from ids
    left join leads
        on ids.lead_id = leads.lead_id
    left join status_changes
        on ids.lead_id = status_changes.lead_id
    left join deals
        on ids.lead_id = deals.lead_id
),

final as (
    select
        joined.lead_id,
        joined.person_key as person_id,
        joined.arrived_at,
        date(joined.arrived_at, settings.time_zone) as date_day,
        joined.has_arrival_of_its_own,
        joined.first_changed_at,
        coalesce(by_id.platform, by_name.platform, '(unattributed)') as platform,
        coalesce(by_id.account_id, by_name.account_id, '(unattributed)') as account_id,
        coalesce(by_id.campaign_id, joined.stated_campaign_id, by_name.campaign_id, '(unattributed)') as campaign_id,
        coalesce(
            by_id.campaign_name, joined.stated_campaign_id, by_name.campaign_name, '(unattributed)'
        ) as campaign_name,
        coalesce(
            by_id.channel,
            by_name.channel,
            if(coalesce(joined.source, joined.medium) is null, null, channel_map.channel),
            '(unattributed)'
        ) as channel,
        coalesce(by_id.currency_code, by_name.currency_code) as campaign_currency_code,
        joined.status,
        joined.source,
        joined.medium,
        joined.utm_campaign,
        joined.landing_page,
        joined.value,
        if(joined.value is null, null, coalesce(joined.currency_code, 'XXX')) as currency_code,
    from joined
    cross join settings
    left join campaign_keys as by_id
        on joined.stated_campaign_id = by_id.key
        and by_id.key_kind = 'id'
    left join campaign_keys as by_name
        on joined.utm_campaign_key = by_name.key
        and by_name.key_kind = 'name'
        and joined.stated_campaign_id is null
    left join channel_map
        on lower(trim(coalesce(joined.source, ''))) = channel_map.source
        and lower(trim(coalesce(joined.medium, ''))) = channel_map.medium
        and lower(trim(coalesce(joined.utm_campaign, ''))) = channel_map.campaign
)

select *
from final
