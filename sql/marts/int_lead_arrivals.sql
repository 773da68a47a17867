-- When and with which marks every lead that counts arrived.
-- Grain: one row per lead_id. Times are UTC; value is in currency_code.
-- A lead arrives when its source says, else with its first status change, else with its first deal (has_arrival_of_its_own is then false).
-- A deal without a lead is its own lead. Leads of files and CRMs that are one (int_lead_map) stand once; deleted leads are not here.
create or replace view marts.int_lead_arrivals as
with stated as (
    select *
    from marts.int_leads_stated
),

lead_map as (
    select *
    from marts.int_lead_map
),

status_changes as (
    select
        lead_id,
        min(changed_at) as first_changed_at,
    from marts.int_lead_status_changes
    group by lead_id
),

deals as (
    select
        lead_id,
        min(crm) as crm,
        min(created_at) as first_created_at,
        min(closed_at) as first_closed_at,
    from marts.int_deals
    group by lead_id
),

leads as (
    select stated.*
    from stated
    inner join lead_map
        on stated.lead_id = lead_map.lead_id
    where lead_map.lead_id = lead_map.counted_lead_id
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

final as (
    select
        ids.lead_id,
        coalesce(
            leads.created_at, status_changes.first_changed_at, deals.first_created_at, deals.first_closed_at
        ) as arrived_at,
        leads.created_at is not null or status_changes.first_changed_at is null as has_arrival_of_its_own,
        coalesce(leads.crm, deals.crm, 'file') as crm,
        leads.* except (lead_id, crm, created_at, campaign, campaign_id),
        leads.campaign as utm_campaign,
        leads.campaign_id as stated_campaign_id,
        status_changes.first_changed_at,
    from ids
    left join leads
        on ids.lead_id = leads.lead_id
    left join status_changes
        on ids.lead_id = status_changes.lead_id
    left join deals
        on ids.lead_id = deals.lead_id
)

select *
from final
