-- What raw.file_mmm_panel holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_mmm_panel as
with kept_rows as (
    select *
    from staging.stg_file__mmm_panel
),

counted as (
    select
        count(*) as row_count,
        min(period_start) as first_day,
        max(period_start) as last_day,
        count(model_id) as n_model_id, count(distinct model_id) as d_model_id,
        count(geo) as n_geo, count(distinct geo) as d_geo,
        count(period_start) as n_period_start, count(distinct period_start) as d_period_start,
        count(series_kind) as n_series_kind, count(distinct series_kind) as d_series_kind,
        count(series) as n_series, count(distinct series) as d_series,
        count(value) as n_value, count(distinct value) as d_value,
        count(spend) as n_spend, count(distinct spend) as d_spend,
        count(currency_code) as n_currency_code, count(distinct currency_code) as d_currency_code,
        count(reported_kpi) as n_reported_kpi, count(distinct reported_kpi) as d_reported_kpi,
        count(is_final) as n_is_final, count(distinct is_final) as d_is_final,
    from kept_rows
),

final as (
    select
        'file_mmm_panel' as table_name,
        'file' as source,
        entry.column_name,
        counted.row_count,
        entry.filled,
        entry.distinct_values,
        counted.first_day,
        counted.last_day,
        entry.purpose,
    from counted
    cross join unnest([
        struct('model_id' as column_name, n_model_id as filled, d_model_id as distinct_values, 'MMM' as purpose),
        struct('geo' as column_name, n_geo as filled, d_geo as distinct_values, 'geo MMM' as purpose),
        struct('period_start' as column_name, n_period_start as filled, d_period_start as distinct_values, 'MMM' as purpose),
        struct('series_kind' as column_name, n_series_kind as filled, d_series_kind as distinct_values, 'MMM' as purpose),
        struct('series' as column_name, n_series as filled, d_series as distinct_values, 'MMM' as purpose),
        struct('value' as column_name, n_value as filled, d_value as distinct_values, 'MMM' as purpose),
        struct('spend' as column_name, n_spend as filled, d_spend as distinct_values, 'MMM return on spend, budget' as purpose),
        struct('currency_code' as column_name, n_currency_code as filled, d_currency_code as distinct_values, 'MMM return on spend' as purpose),
        struct('reported_kpi' as column_name, n_reported_kpi as filled, d_reported_kpi as distinct_values, 'comparison with platform claims' as purpose),
        struct('is_final' as column_name, n_is_final as filled, d_is_final as distinct_values, 'days left out of the fit' as purpose)
    ]) as entry
)

select *
from final
