-- materialize: table
-- The funnel from impressions to won deals, by the day on which the lead arrived (cohort).
-- Grain: one row per date_day, platform, channel, campaign_id, currency_code.
-- A skipped stage counts as passed. unmapped: leads whose latest status the stage map does not know. revenue: value of the won deals.
-- Leads are 0 on days that the lead source covers and NULL outside. Rates are 0-1, NULL for a zero or unknown denominator.
-- days_<from>_to_<to>_sum: days between first entries, summed over the n_<from>_to_<to> leads of which both times are known, in order.
-- Units: money in currency_code. Dropped: leads without a day of arrival.
create or replace view reporting.rpt_funnel_daily as
with campaign_daily as (
    select *
    from marts.fct_campaign_daily
),

leads_daily as (
    select
        *,
        if(platform = '(unattributed)', channel, '') as channel_key,
    from marts.int_leads_daily
),

coverage as (
    select *
    from marts.int_coverage
),

joined as (
    select
        coalesce(campaign_daily.date_day, leads_daily.date_day) as date_day,
        coalesce(campaign_daily.platform, leads_daily.platform) as platform,
        coalesce(campaign_daily.channel, leads_daily.channel) as channel,
        coalesce(campaign_daily.campaign_id, leads_daily.campaign_id) as campaign_id,
        coalesce(
            campaign_daily.campaign_name,
            leads_daily.campaign_name,
            campaign_daily.campaign_id,
            leads_daily.campaign_id
        ) as campaign,
        coalesce(campaign_daily.currency_code, leads_daily.currency_code) as currency_code,
        campaign_daily.impressions,
        campaign_daily.clicks,
        campaign_daily.spend,
        leads_daily.* except (
            date_day, platform, account_id, campaign_id, channel, channel_key, currency_code, campaign_name,
            new_customers, pipeline_value
        ),
    from campaign_daily
    full outer join leads_daily
        on campaign_daily.date_day = leads_daily.date_day
        and campaign_daily.platform = leads_daily.platform
        and campaign_daily.account_id = leads_daily.account_id
        and campaign_daily.campaign_id = leads_daily.campaign_id
        and campaign_daily.currency_code = leads_daily.currency_code
),

covered as (
    select
        joined.*,
        -- 0 where the lead source knows the day, so that sums over days stay whole.
        if(joined.date_day between coverage.leads_from and coverage.leads_until, 0, null) as none,
    from joined
    cross join coverage
),

summed as (
    select
        date_day,
        platform,
        channel,
        campaign_id,
        min(campaign) as campaign,
        currency_code,
        sum(impressions) as impressions,
        sum(clicks) as clicks,
        sum(spend) as spend,
        sum(coalesce(leads, none)) as leads,
        sum(coalesce(mqls, none)) as mqls,
        sum(coalesce(sqls, none)) as sqls,
        sum(coalesce(opportunities, none)) as opportunities,
        sum(coalesce(won_deals, none)) as won_deals,
        sum(coalesce(lost_deals, none)) as lost_deals,
        sum(coalesce(churned, none)) as churned,
        sum(coalesce(unmapped, none)) as unmapped,
        sum(coalesce(open_leads, none)) as open_leads,
        sum(won_value) as revenue,
        sum(lead_mql_seconds) / 86400 as days_lead_to_mql_sum,
        sum(coalesce(n_lead_mql, none)) as n_lead_to_mql,
        sum(mql_sql_seconds) / 86400 as days_mql_to_sql_sum,
        sum(coalesce(n_mql_sql, none)) as n_mql_to_sql,
        sum(sql_opportunity_seconds) / 86400 as days_sql_to_opportunity_sum,
        sum(coalesce(n_sql_opportunity, none)) as n_sql_to_opportunity,
        sum(opportunity_won_seconds) / 86400 as days_opportunity_to_won_sum,
        sum(coalesce(n_opportunity_won, none)) as n_opportunity_to_won,
        sum(lead_won_seconds) / 86400 as days_lead_to_won_sum,
        sum(coalesce(n_lead_won, none)) as n_lead_to_won,
    from covered
    group by date_day, platform, channel, campaign_id, currency_code
),

final as (
    select
        *,
        safe_divide(cast(leads as float64), cast(clicks as float64)) as click_to_lead_rate,
        safe_divide(cast(mqls as float64), cast(leads as float64)) as lead_to_mql_rate,
        safe_divide(cast(sqls as float64), cast(mqls as float64)) as mql_to_sql_rate,
        safe_divide(cast(opportunities as float64), cast(sqls as float64)) as sql_to_opportunity_rate,
        safe_divide(cast(won_deals as float64), cast(opportunities as float64)) as opportunity_to_won_rate,
        safe_divide(cast(won_deals as float64), cast(leads as float64)) as lead_to_won_rate,
    from summed
)

select *
from final
