-- Aggregated conversion paths.
-- Grain: one row per data row of a file.
-- Units: path is channels in order, split by " > "; conversion_value in currency_code;
-- null_journeys counts journeys along the path that did not convert.
create table if not exists raw.file_paths (
    path string,
    conversions float64,
    conversion_value numeric,
    null_journeys float64,
    currency_code string,
    file_key string,
    row_number int64,
    flags string,
    properties_json string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
