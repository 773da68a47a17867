-- Campaign spend that an ad account reports is the campaign's spend, to the last digit, and nothing that it no longer reports is left.
-- Returns: campaign-days whose spend in fct_campaign_daily is not the account's, or that stand there without any row of the account.
with staged as (
    select
        'google_ads' as platform,
        account_id,
        date_day,
        campaign_id,
        coalesce(currency_code, 'XXX') as currency_code,
        spend,
    from staging.stg_google_ads__campaign_daily
    union all
    select
        'facebook_ads' as platform,
        account_id,
        date_day,
        campaign_id,
        coalesce(currency_code, 'XXX') as currency_code,
        spend,
    from staging.stg_facebook_ads__campaign_daily
),

campaign_days as (
    select
        platform,
        account_id,
        date_day,
        campaign_id,
        currency_code,
        sum(spend) as spend,
    from staged
    where account_id is not null
        and date_day is not null
        and campaign_id is not null
    group by platform, account_id, date_day, campaign_id, currency_code
),

finer_days as (
    select distinct
        platform,
        account_id,
        date_day,
        campaign_id,
        currency_code,
    from marts.int_ad_levels_pulled
    where level > 1
),

daily as (
    select *
    from marts.fct_campaign_daily
    where source != 'file'
)

select
    coalesce(campaign_days.platform, daily.platform) as platform,
    coalesce(campaign_days.account_id, daily.account_id) as account_id,
    coalesce(campaign_days.date_day, daily.date_day) as date_day,
    coalesce(campaign_days.campaign_id, daily.campaign_id) as campaign_id,
    coalesce(campaign_days.currency_code, daily.currency_code) as currency_code,
    campaign_days.spend as reported_spend,
    daily.spend as campaign_spend,
from campaign_days
full outer join daily
    on campaign_days.platform = daily.platform
    and campaign_days.account_id = daily.account_id
    and campaign_days.date_day = daily.date_day
    and campaign_days.campaign_id = daily.campaign_id
    and campaign_days.currency_code = daily.currency_code
left join finer_days
    on daily.platform = finer_days.platform
    and daily.account_id = finer_days.account_id
    and daily.date_day = finer_days.date_day
    and daily.campaign_id = finer_days.campaign_id
    and daily.currency_code = finer_days.currency_code
where (campaign_days.campaign_id is not null and campaign_days.spend is distinct from daily.spend)
    or (campaign_days.campaign_id is null and finer_days.campaign_id is null)
    or (campaign_days.campaign_id is not null and daily.campaign_id is null)
