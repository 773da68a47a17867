-- Marketing-mix model input prepared outside, long form.
-- Grain: one row per model, geo, period, series kind and series of a file.
-- Units: value by series_kind (kpi, value_per_kpi, population, media, organic, treatment, control);
-- spend in currency_code, media only; geo is NULL where the panel is national.
create table if not exists raw.file_mmm_panel (
    model_id string,
    geo string,
    period_start date,
    series_kind string,
    series string,
    value float64,
    spend numeric,
    currency_code string,
    reported_kpi float64,
    is_final bool,
    file_key string,
    row_number int64,
    flags string,
    properties_json string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
partition by period_start
cluster by model_id, series
