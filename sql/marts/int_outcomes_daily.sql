-- What came of marketing, ready to stand beside spend: leads by day of arrival, and attributed revenue.
-- Grain: one row per date_day, platform, account_id, campaign_id, currency_code; of "(unattributed)" also per channel.
-- Money is in currency_code. Leads without a campaign stand at "(unattributed)".
create or replace view marts.int_outcomes_daily as
with leads_daily as (
    select *
    from marts.int_leads_daily
),

revenue_daily as (
    select *
    from marts.int_revenue_daily
),

united as (
    select
        date_day,
        platform,
        account_id,
        campaign_id,
        channel,
        currency_code,
        campaign_name,
        leads,
        mqls,
        sqls,
        opportunities,
        won_deals,
        new_customers,
        lost_deals,
        pipeline_value,
        cast(null as numeric) as revenue,
    from leads_daily
    union all
    select
        date_day,
        platform,
        account_id,
        campaign_id,
        channel,
        currency_code,
        cast(null as string) as campaign_name,
        cast(null as int64) as leads,
        cast(null as int64) as mqls,
        cast(null as int64) as sqls,
        cast(null as int64) as opportunities,
        cast(null as int64) as won_deals,
        cast(null as int64) as new_customers,
        cast(null as int64) as lost_deals,
        cast(null as numeric) as pipeline_value,
        revenue,
    from revenue_daily
),

keyed as (
    select
        *,
        if(platform = '(unattributed)', channel, '') as channel_key,
    from united
),

final as (
    select
        date_day,
        platform,
        account_id,
        campaign_id,
        currency_code,
        min(channel) as channel,
        min(campaign_name) as campaign_name,
        sum(leads) as leads,
        sum(mqls) as mqls,
        sum(sqls) as sqls,
        sum(opportunities) as opportunities,
        sum(won_deals) as won_deals,
        sum(new_customers) as new_customers,
        sum(lost_deals) as lost_deals,
        sum(pipeline_value) as pipeline_value,
        sum(revenue) as revenue,
    from keyed
    group by date_day, platform, account_id, campaign_id, currency_code, channel_key
)

select *
from final
