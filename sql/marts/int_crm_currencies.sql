-- The currency that a CRM, or the files that leads came in, count in.
-- Grain: one row per crm (file, hubspot, salesforce) with leads whose currency is known.
-- currency_code: that of the CRM's account; where it states none, or several accounts differ, the one currency of all values of its leads.
-- Dropped: CRMs with values in several currencies and none of their own.
create or replace view marts.int_crm_currencies as
with leads as (
    select *
    from marts.int_leads
),

money as (
    select *
    from marts.int_leads_money
),

source_accounts as (
    select *
    from staging.stg_ops__source_accounts
),

account_currencies as (
    select
        source as crm,
        if(min(currency_code) = max(currency_code), min(currency_code), null) as currency_code,
    from source_accounts
    group by source
),

value_currencies as (
    select
        leads.crm,
        if(min(money.currency_code) = max(money.currency_code), min(money.currency_code), null) as currency_code,
    from leads
    inner join money
        on leads.lead_id = money.lead_id
    group by leads.crm
),

final as (
    select
        coalesce(account_currencies.crm, value_currencies.crm) as crm,
        coalesce(account_currencies.currency_code, value_currencies.currency_code) as currency_code,
    from account_currencies
    full outer join value_currencies
        on account_currencies.crm = value_currencies.crm
)

select *
from final
where currency_code is not null
