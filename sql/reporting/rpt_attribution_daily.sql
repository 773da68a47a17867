-- materialize: table
-- Credit for conversions beside the spend of the same days.
-- Grain: one row per date_basis, date_day, model, conversion_type, platform, account_id, campaign_id, channel, currency_code.
-- date_basis: conversion (date_day = day of the conversion, agrees with the CRM) or touch (day of the credited touch, agrees with spend).
-- Never add up two bases, models or conversion types: each has the whole credit and stands beside the whole spend.
-- currency_code: the value's; of credit without a value the campaign's, else the one currency of all spend, else XXX.
-- Units: credit in conversions, value and spend in currency_code. Spend without credit: cost_per_conversion NULL. Credit without spend
-- (organic, direct, "(unattributed)"): spend and roas NULL. Dropped: on basis touch, conversions without a touch.
create or replace view reporting.rpt_attribution_daily as
with attribution as (
    select *
    from marts.fct_attribution
),

campaign_daily as (
    select *
    from marts.fct_campaign_daily
),

campaign_currencies as (
    select
        platform,
        account_id,
        campaign_id,
        if(min(currency_code) = max(currency_code), min(currency_code), null) as campaign_currency_code,
    from campaign_daily
    group by platform, account_id, campaign_id
),

only_currency as (
    select if(min(currency_code) = max(currency_code), min(currency_code), null) as spend_currency_code
    from campaign_daily
),

credited as (
    select
        attribution.model,
        attribution.conversion_type,
        attribution.converted_on,
        attribution.touched_on,
        attribution.platform,
        attribution.account_id,
        attribution.campaign_id,
        attribution.channel,
        if(
            attribution.value_credit is not null,
            coalesce(attribution.currency_code, 'XXX'),
            coalesce(campaign_currencies.campaign_currency_code, only_currency.spend_currency_code, 'XXX')
        ) as currency_code,
        attribution.credit,
        attribution.value_credit,
    from attribution
    cross join only_currency
    left join campaign_currencies
        on attribution.platform = campaign_currencies.platform
        and attribution.account_id = campaign_currencies.account_id
        and attribution.campaign_id = campaign_currencies.campaign_id
),

dated as (
    select
        basis.date_basis,
        basis.date_day,
        credited.model,
        credited.conversion_type,
        credited.platform,
        credited.account_id,
        credited.campaign_id,
        credited.channel,
        credited.currency_code,
        credited.credit,
        credited.value_credit as value,
        cast(null as numeric) as spend,
    from credited
    cross join unnest([
        struct('conversion' as date_basis, credited.converted_on as date_day),
        struct('touch' as date_basis, credited.touched_on as date_day)
    ]) as basis
    where basis.date_day is not null
),

kinds as (
    select distinct
        date_basis,
        model,
        conversion_type,
    from dated
),

united as (
    select *
    from dated
    union all
    select
        kinds.date_basis,
        campaign_daily.date_day,
        kinds.model,
        kinds.conversion_type,
        campaign_daily.platform,
        campaign_daily.account_id,
        campaign_daily.campaign_id,
        campaign_daily.channel,
        campaign_daily.currency_code,
        cast(null as float64) as credit,
        cast(null as numeric) as value,
        campaign_daily.spend,
    from campaign_daily
    cross join kinds
),

summed as (
    select
        date_basis,
        date_day,
        model,
        conversion_type,
        platform,
        account_id,
        campaign_id,
        channel,
        currency_code,
        sum(credit) as credit,
        sum(value) as value,
        sum(spend) as spend,
    from united
    group by
        date_basis,
        date_day,
        model,
        conversion_type,
        platform,
        account_id,
        campaign_id,
        channel,
        currency_code
),

final as (
    select
        *,
        safe_divide(cast(spend as float64), credit) as cost_per_conversion,
        safe_divide(cast(value as float64), cast(spend as float64)) as roas,
    from summed
)

select *
from final
