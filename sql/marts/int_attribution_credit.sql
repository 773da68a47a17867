-- Credit for conversions with the currency in which it is counted.
-- Grain: one row per model, conversion_type, conversion_id and touch_id (fct_attribution).
-- currency_code: the value's; of credit without a value the campaign's, else the one currency of all spend, of a lead else its CRM's, so
-- that it meets the leads of rpt_performance_daily; else XXX. value in currency_code, NULL where unknown.
create or replace view marts.int_attribution_credit as
with attribution as (
    select *
    from marts.fct_attribution
),

campaign_daily as (
    select *
    from marts.fct_campaign_daily
),

campaign_currencies as (
    select
        platform,
        account_id,
        campaign_id,
        if(min(currency_code) = max(currency_code), min(currency_code), null) as campaign_currency_code,
    from campaign_daily
    group by platform, account_id, campaign_id
),

leads as (
    select
        concat('lead:', leads.lead_id) as conversion_id,
        crm_currencies.currency_code as crm_currency_code,
    from marts.int_leads as leads
    inner join marts.int_crm_currencies as crm_currencies
        on leads.crm = crm_currencies.crm
),

only_currency as (
    select if(min(currency_code) = max(currency_code), min(currency_code), null) as spend_currency_code
    from campaign_daily
),

final as (
    select
        attribution.model,
        attribution.conversion_type,
        attribution.converted_on,
        attribution.touched_on,
        attribution.platform,
        attribution.account_id,
        attribution.campaign_id,
        attribution.channel,
        if(
            attribution.value_credit is not null,
            coalesce(attribution.currency_code, 'XXX'),
            coalesce(
                campaign_currencies.campaign_currency_code,
                only_currency.spend_currency_code,
                leads.crm_currency_code,
                'XXX'
            )
        ) as currency_code,
        attribution.credit,
        attribution.value_credit as value,
    from attribution
    cross join only_currency
    left join campaign_currencies
        on attribution.platform = campaign_currencies.platform
        and attribution.account_id = campaign_currencies.account_id
        and attribution.campaign_id = campaign_currencies.campaign_id
    left join leads
        on attribution.conversion_type = 'lead'
        and attribution.conversion_id = leads.conversion_id
)

select *
from final
