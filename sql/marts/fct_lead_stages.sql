-- materialize: table
-- Status history of leads.
-- Grain: one row per status change of a lead, in order. Times are UTC.
-- stage: lead, mql, sql, opportunity, won, lost, churned; NULL = the stage map does not know the status, which leaves the stage as it is.
-- entered_at is NULL where no file says since when. left_at: when the next dated change happened, NULL where none did.
-- value: the deal's on rows of a deal, else the lead's, in currency_code. event says what moved the lead (int_stage_events).
create or replace view marts.fct_lead_stages as
with events as (
    select *
    from marts.int_stage_events
),

leads as (
    select *
    from marts.int_leads
),

numbered as (
    select
        events.*,
        leads.crm,
        leads.person_id,
        leads.date_day,
        leads.arrived_at,
        leads.platform,
        leads.account_id,
        leads.campaign_id,
        leads.channel,
        if(events.event = 'deal', events.deal_value, leads.value) as value,
        if(events.event = 'deal', events.deal_currency_code, leads.currency_code) as value_currency_code,
        row_number() over (
            partition by events.lead_id
            order by
                if(events.order_at is null, 1, 0),
                events.order_at,
                case events.stage
                    when 'lead' then 1
                    when 'mql' then 2
                    when 'sql' then 3
                    when 'opportunity' then 4
                    when 'won' then 5
                    when 'lost' then 6
                    when 'churned' then 7
                    else 0
                end,
                events.status,
                events.deal_id,
                events.event,
                events.status_text
        ) as change_number,
    from events
    inner join leads
        on events.lead_id = leads.lead_id
),

final as (
    select
        lead_id,
        change_number,
        event,
        person_id,
        date_day,
        arrived_at,
        platform,
        account_id,
        campaign_id,
        channel,
        crm,
        deal_id,
        status,
        status_text,
        stage,
        entered_at,
        first_value(entered_at ignore nulls) over (
            partition by lead_id
            order by change_number
            rows between 1 following and unbounded following
        ) as left_at,
        first_value(stage ignore nulls) over (
            partition by lead_id
            order by change_number
            rows between 1 following and unbounded following
        ) as next_stage,
        stage is not null
        and row_number() over (
            partition by lead_id, stage
            order by change_number
        ) = 1 as is_first_in_stage,
        value,
        if(value is null, null, value_currency_code) as currency_code,
        false as is_deleted,
    from numbered
)

select *
from final
