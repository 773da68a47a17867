-- What won deals were worth, by the project that their leads came for.
-- Grain: one row per project and currency_code with a won value. project is NULL where the campaign names none.
-- won_leads: leads with a won value; won_value: their sum, in currency_code (XXX = no currency stated).
create or replace view marts.int_lead_deal_values as
with money as (
    select *
    from marts.int_leads_money
    where won_value is not null
),

leads as (
    select *
    from marts.int_leads
),

campaigns as (
    select *
    from marts.dim_campaign
    where is_current
),

final as (
    select
        campaigns.project_name as project,
        money.currency_code,
        count(*) as won_leads,
        cast(sum(money.won_value) as float64) as won_value,
    from money
    inner join leads
        on money.lead_id = leads.lead_id
    left join campaigns
        on leads.platform = campaigns.platform
        and leads.account_id = campaigns.account_id
        and leads.campaign_id = campaigns.campaign_id
    group by campaigns.project_name, money.currency_code
)

select *
from final
