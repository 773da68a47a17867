-- materialize: table
-- Credit for conversions beside the spend of the same days.
-- Grain: one row per date_basis, date_day, model, conversion_type, platform, account_id, campaign_id, channel, currency_code.
-- date_basis: conversion (date_day = day of the conversion, agrees with the CRM) or touch (day of the credited touch, agrees with spend).
-- Never add up two bases, models or conversion types: each has the whole credit and stands beside the whole spend.
-- currency_code: the value's; of credit without a value the campaign's, else the one currency of all spend, of a lead else its CRM's, as in
-- rpt_performance_daily; else XXX.
-- Units: credit in conversions, value and spend in currency_code. Spend without credit: cost_per_conversion NULL. Credit without spend
-- (organic, direct, "(unattributed)"): spend and roas NULL. Dropped: on basis touch, conversions without a touch.
create or replace view reporting.rpt_attribution_daily as
with credited as (
    select *
    from marts.int_attribution_credit
),

campaign_daily as (
    select *
    from marts.fct_campaign_daily
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
        credited.value,
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
