-- Spend of each channel of the marketing-mix model, with what the platforms claim for it.
-- Grain: one row per date_day, mmm_channel, currency_code.
-- Money in the reporting currency where one is set and a rate exists, else in its own. Dropped: rows without a known spend.
create or replace view marts.int_mmm_media_daily as
with campaign_daily as (
    select *
    from marts.fct_campaign_daily
    where spend is not null
),

campaigns as (
    select *
    from marts.int_mmm_campaigns
),

settings as (
    select *
    from marts.int_settings
),

fx_rates as (
    select *
    from marts.int_fx_rates
),

converted as (
    select
        campaign_daily.date_day,
        campaigns.mmm_channel,
        if(
            campaign_daily.currency_code = settings.reporting_currency or fx_rates.rate is not null,
            settings.reporting_currency,
            campaign_daily.currency_code
        ) as currency_code,
        cast(campaign_daily.spend * coalesce(fx_rates.rate, numeric '1') as numeric) as spend,
        cast(campaign_daily.conversion_value * coalesce(fx_rates.rate, numeric '1') as numeric) as conversion_value,
        campaign_daily.conversions,
        campaign_daily.platform_leads,
        campaign_daily.is_final,
    from campaign_daily
    inner join campaigns
        on campaign_daily.platform = campaigns.platform
        and campaign_daily.account_id = campaigns.account_id
        and campaign_daily.campaign_id = campaigns.campaign_id
    cross join settings
    left join fx_rates
        on campaign_daily.currency_code = fx_rates.from_currency
        and campaign_daily.currency_code is distinct from settings.reporting_currency
        and campaign_daily.date_day >= fx_rates.date_day
        and campaign_daily.date_day < fx_rates.valid_until
),

final as (
    select
        date_day,
        mmm_channel,
        currency_code,
        sum(spend) as spend,
        cast(sum(conversion_value) as float64) as conversion_value,
        sum(conversions) as conversions,
        cast(sum(platform_leads) as float64) as platform_leads,
        logical_and(is_final) as is_final,
    from converted
    group by date_day, mmm_channel, currency_code
)

select *
from final
