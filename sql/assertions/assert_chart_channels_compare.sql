-- step: publish
-- Every channel shows the spend and results of its campaigns.
-- Returns: one row per channel and currency where a sum differs.
with truth as (
    select
        channel,
        currency_code,
        sum(spend) as spend,
        sum(impressions) as impressions,
        sum(clicks) as clicks,
        cast(sum(conversions) as float64) as conversions,
        sum(cpa_spend) as cpa_spend,
        cast(sum(cpa_conversions) as float64) as cpa_conversions,
    from marts.fct_campaign_daily
    group by channel, currency_code
),

reported as (
    select
        channel,
        currency_code,
        sum(spend) as spend,
        sum(impressions) as impressions,
        sum(clicks) as clicks,
        sum(conversions) as conversions,
        sum(cpa_spend) as cpa_spend,
        sum(cpa_conversions) as cpa_conversions,
    from reporting.rpt_performance_daily
    group by channel, currency_code
)

select
    coalesce(truth.channel, reported.channel) as channel,
    coalesce(truth.currency_code, reported.currency_code) as currency_code,
    truth.spend as spend,
    reported.spend as reported_spend,
    truth.impressions as impressions,
    reported.impressions as reported_impressions,
    truth.clicks as clicks,
    reported.clicks as reported_clicks,
    truth.conversions as conversions,
    reported.conversions as reported_conversions,
    truth.cpa_spend as cpa_spend,
    reported.cpa_spend as reported_cpa_spend,
    truth.cpa_conversions as cpa_conversions,
    reported.cpa_conversions as reported_cpa_conversions,
from truth
full outer join reported
    on truth.channel = reported.channel
    and truth.currency_code = reported.currency_code
where coalesce(truth.spend, 0) != coalesce(reported.spend, 0)
    or coalesce(truth.impressions, 0) != coalesce(reported.impressions, 0)
    or coalesce(truth.clicks, 0) != coalesce(reported.clicks, 0)
    or abs(coalesce(truth.conversions, 0) - coalesce(reported.conversions, 0)) > 0.000001
    or coalesce(truth.cpa_spend, 0) != coalesce(reported.cpa_spend, 0)
    or abs(coalesce(truth.cpa_conversions, 0) - coalesce(reported.cpa_conversions, 0)) > 0.000001
