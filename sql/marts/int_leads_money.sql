-- Value of leads: what was won, and what is open in the pipeline.
-- Grain: one row per lead_id and currency_code in which a value is known.
-- won_value: value of won deals; of a win without a deal the lead's value. pipeline_value: value of open opportunities.
-- Dropped: deals and leads without a value: their money is unknown, not 0.
create or replace view marts.int_leads_money as
with stages as (
    select *
    from marts.fct_lead_stages
    where value is not null
),

reached as (
    select *
    from marts.int_leads_reached
),

leads as (
    select *
    from marts.int_leads
    where value is not null
),

deal_states as (
    select
        lead_id,
        deal_id,
        currency_code,
        stage,
        value,
    from stages
    where deal_id is not null
    qualify row_number() over (partition by lead_id, deal_id order by change_number desc) = 1
),

amounts as (
    select
        lead_id,
        currency_code,
        if(stage = 'won', value, null) as won_value,
        if(stage = 'opportunity', value, null) as pipeline_value,
    from deal_states
    union all
    select
        leads.lead_id,
        leads.currency_code,
        if(reached.won_deals > 0, leads.value, null) as won_value,
        if(reached.is_open and reached.current_stage = 'opportunity', leads.value, null) as pipeline_value,
    from leads
    inner join reached
        on leads.lead_id = reached.lead_id
    left join deal_states
        on leads.lead_id = deal_states.lead_id
    where deal_states.lead_id is null
),

final as (
    select
        lead_id,
        currency_code,
        sum(won_value) as won_value,
        sum(pipeline_value) as pipeline_value,
    from amounts
    where won_value is not null
        or pipeline_value is not null
    group by lead_id, currency_code
)

select *
from final
