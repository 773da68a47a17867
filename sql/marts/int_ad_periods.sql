-- Ad results over periods, summed to one row per period and entity.
-- Grain: one row per period, platform, account_id, campaign_id, level, ad_group_id, ad_id, breakdown columns, currency_code.
-- level: campaign, ad_group or ad, the finest that the file names; rows of several levels are not added to each other.
-- Units: money in currency_code. Ratio parts as in fct_campaign_daily. leads …: leads of the campaign that arrived in the period (any day
-- where the file names no period), only on campaign rows without a breakdown; NULL where the campaign has none there.
create or replace view marts.int_ad_periods as
with ad_rows as (
    select
        *,
        coalesce(device, country, age, gender, keyword) is null and level = 1 as is_whole_campaign,
    from marts.int_ad_rows
    where family = 'periods'
),

leads as (
    select *
    from marts.int_leads_reached
),

-- A measure that a file states in some row is missing in the others, not unknown to the file.
stated as (
    select
        *,
        (spend is null and count(spend) over (partition by file_key) > 0)
        or (impressions is null and count(impressions) over (partition by file_key) > 0)
        or (clicks is null and count(clicks) over (partition by file_key) > 0)
        or (conversions is null and count(conversions) over (partition by file_key) > 0)
        or (conversion_value is null and count(conversion_value) over (partition by file_key) > 0) as is_left_out,
    from ad_rows
),

periods as (
    select
        period_start,
        period_end,
        platform,
        account_id,
        campaign_id,
        level,
        ad_group_id,
        ad_id,
        keyword,
        device,
        country,
        age,
        gender,
        currency_code,
        is_whole_campaign,
        min(campaign_name) as campaign_name,
        min(channel) as channel,
        sum(spend) as spend,
        sum(impressions) as impressions,
        sum(clicks) as clicks,
        sum(link_clicks) as link_clicks,
        cast(null as int64) as video_views,
        sum(engagements) as engagements,
        if(count(*) = 1, max(reach), null) as reach,
        sum(conversions) as conversions,
        sum(conversion_value) as conversion_value,
        cast(null as float64) as view_through_conversions,
        sum(platform_leads) as platform_leads,
        sum(if(impressions is not null, clicks, null)) as ctr_clicks,
        sum(if(clicks is not null, impressions, null)) as ctr_impressions,
        sum(if(clicks is not null, spend, null)) as cpc_spend,
        sum(if(spend is not null, clicks, null)) as cpc_clicks,
        sum(if(impressions is not null, spend, null)) as cpm_spend,
        sum(if(spend is not null, impressions, null)) as cpm_impressions,
        sum(if(clicks is not null, conversions, null)) as conversion_rate_conversions,
        sum(if(conversions is not null, clicks, null)) as conversion_rate_clicks,
        sum(if(conversions is not null, spend, null)) as cpa_spend,
        sum(if(spend is not null, conversions, null)) as cpa_conversions,
        sum(if(spend is not null, conversion_value, null)) as platform_roas_conversion_value,
        sum(if(conversion_value is not null, spend, null)) as platform_roas_spend,
        if(count(*) = 1, max(stated_ctr), null) as stated_ctr,
        if(count(*) = 1, max(stated_cpl), null) as stated_cpl,
        if(count(*) = 1, max(stated_qualified_rate), null) as stated_qualified_rate,
        count(*) as source_rows,
        countif(is_left_out) as rows_left_out,
    from stated
    group by
        period_start,
        period_end,
        platform,
        account_id,
        campaign_id,
        level,
        ad_group_id,
        ad_id,
        keyword,
        device,
        country,
        age,
        gender,
        currency_code,
        is_whole_campaign
),

campaign_leads as (
    select
        periods.period_start,
        periods.period_end,
        periods.platform,
        periods.account_id,
        periods.campaign_id,
        count(leads.lead_id) as leads,
        countif(leads.reached_mql) as mqls,
        countif(leads.reached_sql) as sqls,
        countif(leads.reached_opportunity) as opportunities,
        sum(leads.won_deals) as won_deals,
        sum(leads.lost_deals) as lost_deals,
    from periods
    inner join leads
        on periods.platform = leads.platform
        and periods.account_id = leads.account_id
        and periods.campaign_id = leads.campaign_id
    where periods.is_whole_campaign
        and coalesce(leads.date_day >= periods.period_start, true)
        and coalesce(leads.date_day <= periods.period_end, true)
    group by
        periods.period_start,
        periods.period_end,
        periods.platform,
        periods.account_id,
        periods.campaign_id
),

final as (
    select
        periods.* except (is_whole_campaign),
        campaign_leads.leads,
        campaign_leads.mqls,
        campaign_leads.sqls,
        campaign_leads.opportunities,
        campaign_leads.won_deals,
        campaign_leads.lost_deals,
    from periods
    left join campaign_leads
        on periods.platform = campaign_leads.platform
        and periods.account_id = campaign_leads.account_id
        and periods.campaign_id = campaign_leads.campaign_id
        and coalesce(periods.period_start, date '1970-01-01') = coalesce(campaign_leads.period_start, date '1970-01-01')
        and coalesce(periods.period_end, date '1970-01-01') = coalesce(campaign_leads.period_end, date '1970-01-01')
        and periods.is_whole_campaign
)

select *
from final
