-- What moved leads through the funnel, from status histories, lead files and deals.
-- Grain: one row per event: a status change; an arrival; the status of a lead without history; a CRM deal's change; else a deal's state.
-- entered_at is NULL where a file states a status but not since when; such a stage counts as reached, without a duration.
-- order_at places such an event among the others: a deal's state is not older than the deal.
-- stage is NULL where the stage map does not know the status. Money is in currency_code.
-- A deal's closing day is the day of its stage only where the stage ends the deal (open deals carry expected days).
create or replace view marts.int_stage_events as
with leads as (
    select *
    from marts.int_leads
),

status_changes as (
    select *
    from marts.int_lead_status_changes
),

deals as (
    select *
    from marts.int_deals
),

deal_changes as (
    select *
    from marts.int_deal_changes
),

changed_deals as (
    select distinct deal_id
    from deal_changes
),

stage_map as (
    select *
    from ops.stage_map
),

changes as (
    select
        lead_id,
        cast(null as string) as deal_id,
        status,
        status_text,
        changed_at as entered_at,
        changed_at as order_at,
        'status_change' as event,
    from status_changes
),

stated as (
    select
        lead_id,
        cast(null as string) as deal_id,
        regexp_replace(upper(trim(status)), r'[\s-]+', '_') as status,
        status as status_text,
        cast(null as timestamp) as entered_at,
        cast(null as timestamp) as order_at,
        'lead_status' as event,
    from leads
    where status is not null
        and first_changed_at is null
),

mapped as (
    select
        changes.*,
        stage_map.stage,
        cast(null as numeric) as deal_value,
        cast(null as string) as deal_currency_code,
    from changes
    left join stage_map
        on changes.status = stage_map.status
    union all
    select
        stated.* except (entered_at, order_at, event),
        -- Being a lead begins with the arrival; the time of any later status is not known.
        if(stage_map.stage = 'lead', leads.arrived_at, null) as entered_at,
        if(stage_map.stage = 'lead', leads.arrived_at, null) as order_at,
        stated.event,
        stage_map.stage,
        cast(null as numeric) as deal_value,
        cast(null as string) as deal_currency_code,
    from stated
    inner join leads
        on stated.lead_id = leads.lead_id
    left join stage_map
        on stated.status = stage_map.status
    union all
    select
        deals.lead_id,
        deals.deal_id,
        deals.stage_status as status,
        deals.stage_text as status_text,
        if(deals.stage in ('won', 'lost', 'churned'), deals.closed_at, null) as entered_at,
        coalesce(if(deals.stage in ('won', 'lost', 'churned'), deals.closed_at, null), deals.created_at) as order_at,
        'deal' as event,
        deals.stage,
        deals.value as deal_value,
        deals.currency_code as deal_currency_code,
    from deals
    left join changed_deals
        on deals.deal_id = changed_deals.deal_id
    where changed_deals.deal_id is null
    union all
    select
        lead_id,
        deal_id,
        stage_status as status,
        stage_text as status_text,
        changed_at as entered_at,
        changed_at as order_at,
        'deal' as event,
        stage,
        value as deal_value,
        currency_code as deal_currency_code,
    from deal_changes
),

arrivals as (
    select
        leads.lead_id,
        cast(null as string) as deal_id,
        cast(null as string) as status,
        cast(null as string) as status_text,
        leads.arrived_at as entered_at,
        leads.arrived_at as order_at,
        'arrival' as event,
        'lead' as stage,
        cast(null as numeric) as deal_value,
        cast(null as string) as deal_currency_code,
    from leads
    left join mapped
        on leads.lead_id = mapped.lead_id
        and leads.arrived_at = mapped.entered_at
        and mapped.stage = 'lead'
    where leads.has_arrival_of_its_own
        and mapped.lead_id is null
        and coalesce(leads.arrived_at < leads.first_changed_at, true)
),

final as (
    select *
    from mapped
    union all
    select *
    from arrivals
)

select *
from final
