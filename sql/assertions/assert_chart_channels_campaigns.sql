-- step: publish
-- Every campaign shows its own spend and results.
-- Returns: one row per campaign and currency where a sum differs.
with truth as (
    select
        platform,
        account_id,
        campaign_id,
        currency_code,
        sum(spend) as spend,
        sum(impressions) as impressions,
        sum(clicks) as clicks,
    from marts.fct_campaign_daily
    group by platform, account_id, campaign_id, currency_code
),

reported as (
    select
        platform,
        account_id,
        campaign_id,
        currency_code,
        sum(spend) as spend,
        sum(impressions) as impressions,
        sum(clicks) as clicks,
    from reporting.rpt_performance_daily
    group by platform, account_id, campaign_id, currency_code
)

select
    coalesce(truth.platform, reported.platform) as platform,
    coalesce(truth.account_id, reported.account_id) as account_id,
    coalesce(truth.campaign_id, reported.campaign_id) as campaign_id,
    coalesce(truth.currency_code, reported.currency_code) as currency_code,
    truth.spend as spend,
    reported.spend as reported_spend,
    truth.impressions as impressions,
    reported.impressions as reported_impressions,
    truth.clicks as clicks,
    reported.clicks as reported_clicks,
from truth
full outer join reported
    on truth.platform = reported.platform
    and truth.account_id = reported.account_id
    and truth.campaign_id = reported.campaign_id
    and truth.currency_code = reported.currency_code
where coalesce(truth.spend, 0) != coalesce(reported.spend, 0)
    or coalesce(truth.impressions, 0) != coalesce(reported.impressions, 0)
    or coalesce(truth.clicks, 0) != coalesce(reported.clicks, 0)
