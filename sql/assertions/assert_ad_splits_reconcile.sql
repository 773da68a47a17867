-- Places and placements sum to their campaign, day by day, with the unallocated rows.
-- Returns: campaign-days whose split differs from the campaign in spend, impressions or clicks that both know.
with splits as (
    select
        concat('geo ', geo_level) as split,
        date_day,
        platform,
        account_id,
        campaign_id,
        currency_code,
        spend,
        impressions,
        clicks,
    from marts.fct_geo_daily
    union all
    select
        'placement' as split,
        date_day,
        platform,
        account_id,
        campaign_id,
        currency_code,
        spend,
        impressions,
        clicks,
    from marts.fct_placement_daily
),

summed as (
    select
        split,
        date_day,
        platform,
        account_id,
        campaign_id,
        currency_code,
        sum(spend) as spend,
        sum(impressions) as impressions,
        sum(clicks) as clicks,
    from splits
    group by split, date_day, platform, account_id, campaign_id, currency_code
),

campaigns as (
    select *
    from marts.fct_campaign_daily
)

select
    summed.split,
    summed.date_day,
    summed.platform,
    summed.account_id,
    summed.campaign_id,
    summed.currency_code,
    campaigns.spend as campaign_spend,
    summed.spend as split_spend,
from summed
left join campaigns
    on summed.date_day = campaigns.date_day
    and summed.platform = campaigns.platform
    and summed.account_id = campaigns.account_id
    and summed.campaign_id = campaigns.campaign_id
    and summed.currency_code = campaigns.currency_code
where campaigns.campaign_id is null
    or coalesce(summed.spend != campaigns.spend, false)
    or coalesce(summed.impressions != campaigns.impressions, false)
    or coalesce(summed.clicks != campaigns.clicks, false)
