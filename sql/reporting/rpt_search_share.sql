-- materialize: table
-- How much of the search impressions that campaigns could have had they got, and why they lost the rest.
-- Grain: one row per date_day, platform, account_id, campaign_id. Shares are 0-1, as Google states them by day: never summed or averaged.
-- is_…_bound: the share is a bound: an impression share of 0.0999 means below 0.1, a lost share of 0.9001 above 0.9.
-- spend (in currency_code), impressions and clicks are the campaign's of the day, on all its networks; NULL where it has none.
create or replace view reporting.rpt_search_share as
with shares as (
    select *
    from staging.stg_google_ads__campaign_share_daily
    where date_day is not null
        and account_id is not null
        and campaign_id is not null
),

campaign_daily as (
    select *
    from marts.fct_campaign_daily
    where platform = 'google_ads'
),

campaigns as (
    select *
    from marts.dim_campaign
    where is_current
),

accounts as (
    select *
    from marts.dim_account
    where is_current
),

final as (
    select
        shares.date_day,
        'google_ads' as platform,
        shares.account_id,
        coalesce(accounts.account_name, shares.account_id) as account,
        shares.campaign_id,
        coalesce(campaign_daily.campaign_name, campaigns.campaign_name, shares.campaign_id) as campaign,
        coalesce(campaign_daily.channel, campaigns.channel, 'google_ads') as channel,
        coalesce(shares.currency_code, 'XXX') as currency_code,
        shares.search_impression_share,
        shares.is_search_impression_share_bound,
        shares.search_budget_lost_impression_share,
        shares.is_search_budget_lost_impression_share_bound,
        shares.search_rank_lost_impression_share,
        shares.is_search_rank_lost_impression_share_bound,
        campaign_daily.spend,
        campaign_daily.impressions,
        campaign_daily.clicks,
    from shares
    left join campaign_daily
        on shares.account_id = campaign_daily.account_id
        and shares.date_day = campaign_daily.date_day
        and shares.campaign_id = campaign_daily.campaign_id
        and coalesce(shares.currency_code, 'XXX') = campaign_daily.currency_code
    left join campaigns
        on campaigns.platform = 'google_ads'
        and shares.account_id = campaigns.account_id
        and shares.campaign_id = campaigns.campaign_id
    left join accounts
        on accounts.platform = 'google_ads'
        and shares.account_id = accounts.account_id
)

select *
from final
