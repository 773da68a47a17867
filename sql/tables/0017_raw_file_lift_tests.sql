-- Results of lift tests measured outside.
-- Grain: one row per data row of a file; the row key is enforced in staging.
-- Units: spend_delta in currency_code; lift and lift_se in KPI units; scope is immediate or total.
create table if not exists raw.file_lift_tests (
    lift_test_id string,
    channel string,
    geo string,
    window_start date,
    window_end date,
    spend_delta numeric,
    currency_code string,
    lift float64,
    lift_se float64,
    scope string,
    file_key string,
    row_number int64,
    flags string,
    properties_json string,
    load_id string,
    run_id string,
    loaded_at timestamp
)
cluster by lift_test_id
