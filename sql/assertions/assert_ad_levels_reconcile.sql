-- Ads sum to their campaign, day by day, with the unallocated rows.
-- Returns: campaign-days whose ads differ from the campaign in a measure that the campaign knows (counts to 1e-6).
with ads as (
    select
        date_day,
        platform,
        account_id,
        campaign_id,
        currency_code,
        sum(spend) as spend,
        sum(impressions) as impressions,
        sum(clicks) as clicks,
        sum(conversions) as conversions,
        sum(conversion_value) as conversion_value,
    from marts.fct_ad_daily
    group by date_day, platform, account_id, campaign_id, currency_code
),

campaigns as (
    select *
    from marts.fct_campaign_daily
)

select
    campaigns.date_day,
    campaigns.platform,
    campaigns.account_id,
    campaigns.campaign_id,
    campaigns.currency_code,
    campaigns.spend as campaign_spend,
    ads.spend as ads_spend,
    campaigns.clicks as campaign_clicks,
    ads.clicks as ads_clicks,
from campaigns
left join ads
    on campaigns.date_day = ads.date_day
    and campaigns.platform = ads.platform
    and campaigns.account_id = ads.account_id
    and campaigns.campaign_id = ads.campaign_id
    and campaigns.currency_code = ads.currency_code
where coalesce(campaigns.spend != coalesce(ads.spend, numeric '0'), false)
    or coalesce(campaigns.impressions != coalesce(ads.impressions, 0), false)
    or coalesce(campaigns.clicks != coalesce(ads.clicks, 0), false)
    or coalesce(abs(campaigns.conversions - coalesce(ads.conversions, 0)) > 0.000001, false)
    or coalesce(campaigns.conversion_value != coalesce(ads.conversion_value, numeric '0'), false)
