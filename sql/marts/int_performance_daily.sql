-- Spend beside what came of it, before ratios.
-- Grain: one row per date_day, platform, account_id, campaign_id, currency_code; of "(unattributed)" also per channel.
-- Leads, mqls … are 0 on days that the lead source covers and NULL outside. Rows without spend have spend NULL.
-- revenue_basis: attributed where the account has valued won deals or attributed orders, else reported (conversion_value).
-- Attributed revenue is 0 on covered days without any, NULL outside.
create or replace view marts.int_performance_daily as
with campaign_daily as (
    select *
    from marts.fct_campaign_daily
),

outcomes as (
    select *
    from marts.int_outcomes_daily
),

revenue_accounts as (
    select
        platform,
        account_id,
        min(revenue_source) as revenue_source,
    from marts.int_revenue_daily
    group by platform, account_id
),

coverage as (
    select *
    from marts.int_coverage
),

settings as (
    select *
    from marts.int_settings
),

joined as (
    select
        coalesce(campaign_daily.date_day, outcomes.date_day) as date_day,
        coalesce(campaign_daily.platform, outcomes.platform) as platform,
        coalesce(campaign_daily.account_id, outcomes.account_id) as account_id,
        coalesce(campaign_daily.campaign_id, outcomes.campaign_id) as campaign_id,
        coalesce(campaign_daily.currency_code, outcomes.currency_code) as currency_code,
        coalesce(campaign_daily.campaign_name, outcomes.campaign_name) as campaign_name,
        coalesce(campaign_daily.channel, outcomes.channel) as channel,
        campaign_daily.* except (
            date_day, platform, account_id, campaign_id, currency_code, campaign_name, channel, is_provisional, is_final
        ),
        campaign_daily.is_provisional as is_spend_provisional,
        if(campaign_daily.is_final, campaign_daily.spend, if(campaign_daily.spend is null, null, numeric '0')) as spend_final,
        outcomes.leads,
        outcomes.mqls,
        outcomes.sqls,
        outcomes.opportunities,
        outcomes.won_deals,
        outcomes.new_customers,
        outcomes.lost_deals,
        outcomes.pipeline_value,
        outcomes.revenue,
    from campaign_daily
    full outer join outcomes
        on campaign_daily.date_day = outcomes.date_day
        and campaign_daily.platform = outcomes.platform
        and campaign_daily.account_id = outcomes.account_id
        and campaign_daily.campaign_id = outcomes.campaign_id
        and campaign_daily.currency_code = outcomes.currency_code
),

covered as (
    select
        joined.* except (revenue, is_spend_provisional),
        coalesce(joined.date_day between coverage.leads_from and coverage.leads_until, false) as is_leads_covered,
        revenue_accounts.revenue_source,
        case
            when joined.revenue is not null then joined.revenue
            when revenue_accounts.revenue_source = 'deals'
                and joined.date_day between coverage.leads_from and coverage.leads_until
                then numeric '0'
            when revenue_accounts.revenue_source = 'orders'
                and joined.date_day between coverage.orders_from and coverage.orders_until
                then numeric '0'
            when revenue_accounts.revenue_source is null then joined.conversion_value
        end as revenue,
        coalesce(joined.is_spend_provisional, joined.date_day > settings.as_of, false) as is_provisional,
    from joined
    cross join coverage
    cross join settings
    left join revenue_accounts
        on joined.platform = revenue_accounts.platform
        and joined.account_id = revenue_accounts.account_id
),

final as (
    select
        * except (leads, mqls, sqls, opportunities, won_deals, new_customers, lost_deals),
        coalesce(leads, if(is_leads_covered, 0, null)) as leads,
        coalesce(mqls, if(is_leads_covered, 0, null)) as mqls,
        coalesce(sqls, if(is_leads_covered, 0, null)) as sqls,
        coalesce(opportunities, if(is_leads_covered, 0, null)) as opportunities,
        coalesce(won_deals, if(is_leads_covered, 0, null)) as won_deals,
        coalesce(new_customers, if(is_leads_covered, 0, null)) as new_customers,
        coalesce(lost_deals, if(is_leads_covered, 0, null)) as lost_deals,
        if(revenue_source is null, 'reported', 'attributed') as revenue_basis,
    from covered
)

select *
from final
