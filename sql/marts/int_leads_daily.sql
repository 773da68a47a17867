-- materialize: table
-- Leads by the day they arrived (cohort), with how far they got by now.
-- Grain: one row per date_day, platform, account_id, campaign_id, channel, currency_code.
-- currency_code: for counts the campaign's, else the one currency of all spend, so that cost per lead meets its spend; else that of
-- the CRM, the same whether a lead is won or not; else XXX. Money always stands in its own currency: on a row of its own where that is another one.
-- Durations: seconds between first entries, over n leads that have both, in order.
-- Dropped: leads without a day.
create or replace view marts.int_leads_daily as
with leads as (
    select *
    from marts.int_leads_reached
    where date_day is not null
),

money as (
    select *
    from marts.int_leads_money
),

campaign_daily as (
    select *
    from marts.fct_campaign_daily
),

only_currency as (
    select if(min(currency_code) = max(currency_code), min(currency_code), null) as spend_currency_code
    from campaign_daily
),

crm_currencies as (
    select *
    from marts.int_crm_currencies
),

counted as (
    select
        leads.*,
        coalesce(
            leads.campaign_currency_code,
            only_currency.spend_currency_code,
            crm_currencies.currency_code,
            'XXX'
        ) as currency_code,
        timestamp_diff(leads.mql_at, leads.lead_at, second) as lead_mql,
        timestamp_diff(leads.sql_at, leads.mql_at, second) as mql_sql,
        timestamp_diff(leads.opportunity_at, leads.sql_at, second) as sql_opportunity,
        timestamp_diff(leads.won_at, leads.opportunity_at, second) as opportunity_won,
        timestamp_diff(leads.won_at, leads.lead_at, second) as lead_won,
    from leads
    cross join only_currency
    left join crm_currencies
        on leads.crm = crm_currencies.crm
),

counts as (
    select
        date_day,
        platform,
        account_id,
        campaign_id,
        channel,
        currency_code,
        min(campaign_name) as campaign_name,
        count(*) as leads,
        countif(reached_mql) as mqls,
        countif(reached_sql) as sqls,
        countif(reached_opportunity) as opportunities,
        sum(won_deals) as won_deals,
        countif(won_deals > 0) as new_customers,
        sum(lost_deals) as lost_deals,
        countif(is_churned) as churned,
        countif(is_unmapped) as unmapped,
        countif(is_open) as open_leads,
        sum(if(lead_mql >= 0, lead_mql, null)) as lead_mql_seconds,
        countif(lead_mql >= 0) as n_lead_mql,
        sum(if(mql_sql >= 0, mql_sql, null)) as mql_sql_seconds,
        countif(mql_sql >= 0) as n_mql_sql,
        sum(if(sql_opportunity >= 0, sql_opportunity, null)) as sql_opportunity_seconds,
        countif(sql_opportunity >= 0) as n_sql_opportunity,
        sum(if(opportunity_won >= 0, opportunity_won, null)) as opportunity_won_seconds,
        countif(opportunity_won >= 0) as n_opportunity_won,
        sum(if(lead_won >= 0, lead_won, null)) as lead_won_seconds,
        countif(lead_won >= 0) as n_lead_won,
    from counted
    group by date_day, platform, account_id, campaign_id, channel, currency_code
),

amounts as (
    select
        leads.date_day,
        leads.platform,
        leads.account_id,
        leads.campaign_id,
        leads.channel,
        money.currency_code,
        min(leads.campaign_name) as campaign_name,
        sum(money.won_value) as won_value,
        sum(money.pipeline_value) as pipeline_value,
    from leads
    inner join money
        on leads.lead_id = money.lead_id
    group by
        leads.date_day,
        leads.platform,
        leads.account_id,
        leads.campaign_id,
        leads.channel,
        money.currency_code
),

final as (
    select
        coalesce(counts.date_day, amounts.date_day) as date_day,
        coalesce(counts.platform, amounts.platform) as platform,
        coalesce(counts.account_id, amounts.account_id) as account_id,
        coalesce(counts.campaign_id, amounts.campaign_id) as campaign_id,
        coalesce(counts.channel, amounts.channel) as channel,
        coalesce(counts.currency_code, amounts.currency_code) as currency_code,
        coalesce(counts.campaign_name, amounts.campaign_name) as campaign_name,
        counts.* except (date_day, platform, account_id, campaign_id, channel, currency_code, campaign_name),
        amounts.won_value,
        amounts.pipeline_value,
    from counts
    full outer join amounts
        on counts.date_day = amounts.date_day
        and counts.platform = amounts.platform
        and counts.account_id = amounts.account_id
        and counts.campaign_id = amounts.campaign_id
        and counts.channel = amounts.channel
        and counts.currency_code = amounts.currency_code
)

select *
from final
