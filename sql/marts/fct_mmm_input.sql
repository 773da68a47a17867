-- materialize: table
-- Input of the marketing-mix models: one model of the ad data, and every panel file.
-- Grain: one row per model_id, geo, period_start, series_kind, series.
-- model_id: `ads` for the ad data, the panel's own, else `panel`. geo: (all) where national. period_start: Monday; by day the day.
-- value: kpi in KPI units; value_per_kpi money per KPI unit in currency_code; media spend or exposures; holiday days; controls in their unit,
-- by week the mean of its days. spend in currency_code. is_final false: the KPI or spend may still change.
-- Dropped: KPI days outside the ad data; see int_mmm_choice for the KPI and the grain. Limits: a KPI that platforms report is unknown on a
-- day without any ad row, and a period with an unknown day has no KPI row.
create or replace view marts.fct_mmm_input as
with choice as (
    select *
    from marts.int_mmm_choice
),

outcomes as (
    select *
    from marts.int_mmm_outcomes_daily
),

media_daily as (
    select *
    from marts.int_mmm_media_daily
),

signals_daily as (
    select *
    from marts.int_mmm_signals_daily
),

panel as (
    select *
    from staging.stg_file__mmm_panel
),

kpi_days as (
    select
        if(choice.grain = 'week', date_trunc(outcomes.date_day, week(monday)), outcomes.date_day) as period_start,
        choice.kpi,
        choice.grain,
        case choice.kpi
            when 'revenue' then outcomes.revenue
            when 'conversion_value' then outcomes.conversion_value
            when 'won_deals' then outcomes.won_deals
            when 'conversions' then outcomes.conversions
            else outcomes.leads
        end as kpi_value,
        case choice.kpi
            when 'revenue' then outcomes.revenue_currency_code
            when 'conversion_value' then outcomes.value_currency_code
        end as currency_code,
        outcomes.date_day <= choice.final_until as is_final,
    from outcomes
    inner join choice
        on outcomes.date_day between choice.first_day and choice.last_day
),

kpi_periods as (
    select
        period_start,
        kpi,
        max(currency_code) as currency_code,
        sum(kpi_value) as value,
        logical_and(is_final) as is_final,
    from kpi_days
    group by period_start, kpi
    having count(kpi_value) = max(if(grain = 'week', 7, 1))
),

media_periods as (
    select
        if(choice.grain = 'week', date_trunc(media_daily.date_day, week(monday)), media_daily.date_day) as period_start,
        media_daily.mmm_channel,
        media_daily.currency_code,
        sum(media_daily.spend) as spend,
        sum(
            case choice.kpi
                when 'revenue' then media_daily.conversion_value
                when 'conversion_value' then media_daily.conversion_value
                when 'conversions' then media_daily.conversions
                when 'leads' then media_daily.platform_leads
            end
        ) as reported_kpi,
        logical_and(media_daily.is_final) as is_final,
    from media_daily
    inner join choice
        on choice.grain = 'day'
        or media_daily.date_day <= choice.last_day
    group by 1, media_daily.mmm_channel, media_daily.currency_code
),

signal_periods as (
    select
        if(choice.grain = 'week', date_trunc(signals_daily.date_day, week(monday)), signals_daily.date_day) as period_start,
        signals_daily.series_kind,
        signals_daily.series,
        if(
            signals_daily.series_kind = 'holiday',
            sum(signals_daily.value),
            avg(signals_daily.value)
        ) as value,
    from signals_daily
    cross join choice
    group by 1, signals_daily.series_kind, signals_daily.series
),

final as (
    select
        'ads' as model_id, '(all)' as geo, period_start, 'kpi' as series_kind, kpi as series, value,
        cast(null as numeric) as spend, cast(null as string) as currency_code,
        cast(null as float64) as reported_kpi, is_final,
    from kpi_periods
    union all
    select
        'ads' as model_id, '(all)' as geo, period_start, 'value_per_kpi' as series_kind, kpi as series, 1.0 as value,
        cast(null as numeric) as spend, currency_code, cast(null as float64) as reported_kpi, is_final,
    from kpi_periods
    where kpi in ('revenue', 'conversion_value')
    union all
    select
        'ads' as model_id, '(all)' as geo, period_start, 'media' as series_kind, mmm_channel as series,
        cast(spend as float64) as value, spend, currency_code, reported_kpi, is_final,
    from media_periods
    union all
    select
        'ads' as model_id, '(all)' as geo, period_start, series_kind, series, value,
        cast(null as numeric) as spend, cast(null as string) as currency_code,
        cast(null as float64) as reported_kpi, true as is_final,
    from signal_periods
    union all
    select
        coalesce(model_id, 'panel') as model_id, coalesce(geo, '(all)') as geo, period_start,
        coalesce(series_kind, '(none)') as series_kind, coalesce(series, '(none)') as series,
        value, spend, currency_code, reported_kpi, coalesce(is_final, true) as is_final,
    from panel
    where period_start is not null
)

select *
from final
