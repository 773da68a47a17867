-- Exchange rates to the reporting currency, with the days for which each holds.
-- Grain: one row per from_currency and date_day of a rate. 1 unit of from_currency is rate units of the reporting currency.
-- A rate holds from its day until the next one, at most 7 days (weekends and holidays have none of their own).
-- Dropped: rates to other currencies; all rows where no reporting currency is set. Limits: no inverse or cross rates.
create or replace view marts.int_fx_rates as
with fx_daily as (
    select *
    from staging.stg_file__fx_daily
    where date_day is not null
        and rate is not null
    qualify row_number() over (
        partition by date_day, from_currency, to_currency
        order by row_number desc
    ) = 1
),

settings as (
    select *
    from marts.int_settings
),

to_reporting as (
    select
        fx_daily.date_day,
        fx_daily.from_currency,
        fx_daily.rate,
        lead(fx_daily.date_day) over (
            partition by fx_daily.from_currency
            order by fx_daily.date_day
        ) as next_day,
    from fx_daily
    inner join settings
        on fx_daily.to_currency = settings.reporting_currency
),

final as (
    select
        from_currency,
        date_day,
        least(coalesce(next_day, date_add(date_day, interval 7 day)), date_add(date_day, interval 7 day)) as valid_until,
        rate,
    from to_reporting
)

select *
from final
