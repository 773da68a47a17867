-- Marketing-mix model input prepared outside, long form.
-- Grain: one row per kept row of a file. Row key: model_id, geo, period_start, series_kind, series.
-- Dropped: rows of a key that a later import also holds. The newest file's rows of the key stay, all of them,
-- so that a corrected or overlapping export replaces what it repeats and never adds up.
create or replace view staging.stg_file__mmm_panel as
with file_mmm_panel as (
    select *
    from raw.file_mmm_panel
),

final as (
    select
        model_id,
        geo,
        period_start,
        series_kind,
        series,
        value,
        spend,
        currency_code,
        reported_kpi,
        is_final,
        file_key,
        row_number,
        flags,
        properties_json,
        run_id,
        loaded_at,
    from file_mmm_panel
    qualify rank() over (
        partition by
            model_id,
            geo,
            period_start,
            series_kind,
            series
        order by loaded_at desc, file_key desc
    ) = 1
)

select *
from final
