-- materialize: table
-- How far each lead got, and how it ended.
-- Grain: one row per lead_id.
-- reached_…: a later stage counts as having passed the earlier ones; lost and churned do not. <stage>_at: when the stage was first
-- entered, NULL where unknown or skipped. current_stage: the last stage known, NULL where no status is mapped.
-- won_deals: deals whose stage is won; for a lead without a won deal 1 where its own history reached won and was not lost since.
-- lost_deals alike: lost deals, else 1 where its own history ends lost. is_open: neither won, lost nor churned, or with a deal that is open.
-- is_unmapped: the stage map does not know the latest status.
create or replace view marts.int_leads_reached as
with stages as (
    select *
    from marts.fct_lead_stages
),

leads as (
    select *
    from marts.int_leads
),

reached as (
    select
        lead_id,
        min(if(stage = 'lead', entered_at, null)) as lead_at,
        min(if(stage = 'mql', entered_at, null)) as mql_at,
        min(if(stage = 'sql', entered_at, null)) as sql_at,
        min(if(stage = 'opportunity', entered_at, null)) as opportunity_at,
        min(if(stage = 'won', entered_at, null)) as won_at,
        countif(stage in ('mql', 'sql', 'opportunity', 'won')) > 0 as reached_mql,
        countif(stage in ('sql', 'opportunity', 'won')) > 0 as reached_sql,
        countif(stage in ('opportunity', 'won')) > 0 as reached_opportunity,
        countif(stage = 'won') > 0 as reached_won,
        countif(stage = 'churned') > 0 as is_churned,
        max(if(deal_id is null and stage = 'won', change_number, 0)) as last_won_number,
        max(if(deal_id is null and stage = 'lost', change_number, 0)) as last_lost_number,
        max(if(deal_id is null and stage is not null, change_number, 0)) as last_number,
    from stages
    group by lead_id
),

-- A deal is what its last change says: one that was won and lost again is lost.
deal_states as (
    select
        lead_id,
        deal_id,
        stage,
    from stages
    where deal_id is not null
    qualify row_number() over (partition by lead_id, deal_id order by change_number desc) = 1
),

deals as (
    select
        lead_id,
        count(*) as deals,
        countif(stage = 'won') as deals_won,
        countif(stage = 'lost') as deals_lost,
        countif(stage in ('won', 'lost', 'churned')) as deals_ended,
    from deal_states
    group by lead_id
),

latest as (
    select
        lead_id,
        last_value(stage ignore nulls) over (
            partition by lead_id
            order by change_number
            rows between unbounded preceding and current row
        ) as current_stage,
        stage is null as is_unmapped,
    from stages
    qualify row_number() over (partition by lead_id order by change_number desc) = 1
),

ended as (
    select
        reached.*,
        deals.deals,
        deals.deals_lost,
        deals.deals_ended,
        if(deals.deals_won > 0, deals.deals_won, if(last_won_number > last_lost_number, 1, 0)) as won_deals,
        -- The history's last word is lost; a later stage means that the lead came back.
        last_lost_number > 0 and last_lost_number = last_number as is_lost_by_history,
    from reached
    left join deals
        on reached.lead_id = deals.lead_id
),

final as (
    select
        leads.lead_id,
        leads.crm,
        leads.person_id,
        leads.arrived_at,
        leads.date_day,
        leads.platform,
        leads.account_id,
        leads.campaign_id,
        leads.campaign_name,
        leads.channel,
        leads.campaign_currency_code,
        coalesce(ended.lead_at, leads.arrived_at) as lead_at,
        ended.mql_at,
        ended.sql_at,
        ended.opportunity_at,
        ended.won_at,
        coalesce(ended.reached_mql, false) as reached_mql,
        coalesce(ended.reached_sql, false) as reached_sql,
        coalesce(ended.reached_opportunity, false) as reached_opportunity,
        coalesce(ended.reached_won, false) as reached_won,
        latest.current_stage,
        coalesce(ended.won_deals, 0) as won_deals,
        case
            when coalesce(ended.deals_lost, 0) > 0 then ended.deals_lost
            when coalesce(ended.won_deals, 0) = 0 and coalesce(ended.is_lost_by_history, false) then 1
            else 0
        end as lost_deals,
        coalesce(ended.is_churned, false) as is_churned,
        coalesce(ended.deals - ended.deals_ended, 0) > 0
        or (
            coalesce(ended.won_deals, 0) = 0
            and coalesce(ended.deals, 0) = 0
            and not coalesce(ended.is_churned, false)
            and not coalesce(ended.is_lost_by_history, false)
        ) as is_open,
        coalesce(latest.is_unmapped, false) as is_unmapped,
    from leads
    left join ended
        on leads.lead_id = ended.lead_id
    left join latest
        on leads.lead_id = latest.lead_id
)

select *
from final
