-- What the marketing-mix model may explain, by day of the whole business.
-- Grain: one row per date_day from the first to the last day of ad data, also days without any row.
-- Money in the reporting currency where one is set and a rate exists, else in its own; revenue_currency_code and value_currency_code are those
-- of all days together, two joined by + where money of several was added (such a sum is refused by the model, never used).
-- revenue: attributed revenue of the warehouse itself; won_deals and leads: by day of the lead's arrival. Between their first and last known
-- day these are 0 where nothing happened, outside NULL. conversion_value, conversions: what platforms report; NULL on a day without any row.
create or replace view marts.int_mmm_outcomes_daily as
with performance as (
    select *
    from marts.int_performance_daily
),

settings as (
    select *
    from marts.int_settings
),

fx_rates as (
    select *
    from marts.int_fx_rates
),

valued as (
    select
        performance.date_day,
        performance.won_deals,
        performance.conversions,
        performance.leads,
        if(performance.revenue_basis = 'attributed', performance.revenue, null) as revenue,
        performance.conversion_value,
        if(
            performance.currency_code = settings.reporting_currency or fx_rates.rate is not null,
            settings.reporting_currency,
            performance.currency_code
        ) as currency_code,
        if(performance.currency_code = settings.reporting_currency, numeric '1', fx_rates.rate) as rate,
        performance.spend,
    from performance
    cross join settings
    left join fx_rates
        on performance.currency_code = fx_rates.from_currency
        and performance.date_day >= fx_rates.date_day
        and performance.date_day < fx_rates.valid_until
),

daily as (
    select
        date_day,
        sum(cast(revenue * coalesce(rate, numeric '1') as numeric)) as revenue,
        sum(cast(conversion_value * coalesce(rate, numeric '1') as numeric)) as conversion_value,
        sum(won_deals) as won_deals,
        sum(conversions) as conversions,
        sum(leads) as leads,
    from valued
    group by date_day
),

span as (
    select
        min(if(spend is not null, date_day, null)) as first_day,
        max(if(spend is not null, date_day, null)) as last_day,
        min(if(revenue is not null, date_day, null)) as revenue_from,
        max(if(revenue is not null, date_day, null)) as revenue_until,
        min(if(won_deals is not null, date_day, null)) as deals_from,
        max(if(won_deals is not null, date_day, null)) as deals_until,
        min(if(leads is not null, date_day, null)) as leads_from,
        max(if(leads is not null, date_day, null)) as leads_until,
    from valued
),

currencies as (
    select
        -- Nothing in a currency mixes with nothing else.
        min(if(revenue != 0, currency_code, null)) as revenue_min,
        max(if(revenue != 0, currency_code, null)) as revenue_max,
        min(if(conversion_value != 0, currency_code, null)) as value_min,
        max(if(conversion_value != 0, currency_code, null)) as value_max,
    from valued
),

days as (
    select date_day
    from span
    cross join unnest(generate_date_array(first_day, last_day)) as date_day
),

final as (
    select
        days.date_day,
        coalesce(
            cast(daily.revenue as float64),
            if(days.date_day between span.revenue_from and span.revenue_until, 0.0, null)
        ) as revenue,
        cast(daily.conversion_value as float64) as conversion_value,
        coalesce(
            cast(daily.won_deals as float64),
            if(days.date_day between span.deals_from and span.deals_until, 0.0, null)
        ) as won_deals,
        daily.conversions,
        coalesce(
            cast(daily.leads as float64),
            if(days.date_day between span.leads_from and span.leads_until, 0.0, null)
        ) as leads,
        if(
            currencies.revenue_min = currencies.revenue_max,
            currencies.revenue_min,
            concat(currencies.revenue_min, '+', currencies.revenue_max)
        ) as revenue_currency_code,
        if(
            currencies.value_min = currencies.value_max,
            currencies.value_min,
            concat(currencies.value_min, '+', currencies.value_max)
        ) as value_currency_code,
    from days
    cross join span
    cross join currencies
    left join daily
        on days.date_day = daily.date_day
)

select *
from final
