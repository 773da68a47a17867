-- Outside signals and holidays that may explain the KPI of the marketing-mix model of the ad data.
-- Grain: one row per date_day, series_kind, series within the model's days.
-- Dropped: series that miss a day of the window (an unknown value is not 0), and series of single places.
create or replace view marts.int_mmm_signals_daily as
with choice as (
    select *
    from marts.int_mmm_choice
),

external_series as (
    select *
    from marts.fct_external_series
    where geo is null
        and value is not null
),

holidays as (
    select distinct holiday_date
    from staging.stg_file__holidays
    where region_code is null
),

windowed as (
    select external_series.*
    from external_series
    inner join choice
        on external_series.date_day between choice.first_day and choice.last_day
),

complete as (
    select windowed.series
    from windowed
    cross join choice
    group by windowed.series
    having count(*) = max(date_diff(choice.last_day, choice.first_day, day)) + 1
),

days as (
    select date_day
    from choice
    cross join unnest(generate_date_array(first_day, last_day)) as date_day
    where exists (select 1 from holidays where holidays.holiday_date is not null)
),

final as (
    select
        windowed.date_day,
        'control' as series_kind,
        windowed.series,
        windowed.value,
    from windowed
    inner join complete
        on windowed.series = complete.series
    union all
    select
        days.date_day,
        'holiday' as series_kind,
        'holidays' as series,
        if(holidays.holiday_date is null, 0.0, 1.0) as value,
    from days
    left join holidays
        on days.date_day = holidays.holiday_date
)

select *
from final
