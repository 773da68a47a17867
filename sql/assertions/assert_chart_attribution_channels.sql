-- step: publish
-- Every conversion is credited once, with its value, and the spend beside it is the campaigns'.
-- Returns: one row per conversion type, channel and figure that differs; spend is compared per currency, beside each type.
with conversion_types as (
    select distinct conversion_type
    from marts.fct_attribution
    where model = 'last_touch'
),

spend_rows as (
    select
        conversion_types.conversion_type,
        campaign_daily.channel,
        campaign_daily.currency_code,
        campaign_daily.spend,
    from marts.fct_campaign_daily as campaign_daily
    cross join conversion_types
),

truth as (
    select
        'credit' as figure,
        conversion_type,
        channel,
        '' as currency_code,
        sum(credit) as amount,
    from marts.fct_attribution
    where model = 'last_touch'
    group by conversion_type, channel
    union all
    select
        'value' as figure,
        conversion_type,
        channel,
        coalesce(currency_code, 'XXX') as currency_code,
        cast(sum(value_credit) as float64) as amount,
    from marts.fct_attribution
    where model = 'last_touch'
        and value_credit is not null
    group by conversion_type, channel, coalesce(currency_code, 'XXX')
    union all
    select
        'spend' as figure,
        conversion_type,
        channel,
        currency_code,
        cast(sum(spend) as float64) as amount,
    from spend_rows
    group by conversion_type, channel, currency_code
),

reported as (
    select
        'credit' as figure,
        conversion_type,
        channel,
        '' as currency_code,
        sum(credit) as amount,
    from reporting.rpt_attribution_daily
    where date_basis = 'conversion'
        and model = 'last_touch'
    group by conversion_type, channel
    union all
    select
        'value' as figure,
        conversion_type,
        channel,
        currency_code,
        cast(sum(value) as float64) as amount,
    from reporting.rpt_attribution_daily
    where date_basis = 'conversion'
        and model = 'last_touch'
        and value is not null
    group by conversion_type, channel, currency_code
    union all
    select
        'spend' as figure,
        conversion_type,
        channel,
        currency_code,
        cast(sum(spend) as float64) as amount,
    from reporting.rpt_attribution_daily
    where date_basis = 'conversion'
        and model = 'last_touch'
    group by conversion_type, channel, currency_code
)

select
    coalesce(truth.figure, reported.figure) as figure,
    coalesce(truth.conversion_type, reported.conversion_type) as conversion_type,
    coalesce(truth.channel, reported.channel) as channel,
    coalesce(truth.currency_code, reported.currency_code) as currency_code,
    truth.amount as amount,
    reported.amount as reported_amount,
from truth
full outer join reported
    on truth.figure = reported.figure
    and truth.conversion_type = reported.conversion_type
    and truth.channel = reported.channel
    and truth.currency_code = reported.currency_code
where abs(coalesce(truth.amount, 0) - coalesce(reported.amount, 0)) > 0.000001
