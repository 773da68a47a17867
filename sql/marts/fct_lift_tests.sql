-- Measured effects of spend changes: lift tests that files bring.
-- Grain: one row per lift_test_id and channel, geo, window of a file.
-- spend_delta in currency_code (negative: spend was cut); lift and lift_se in KPI units over the window; scope immediate or total
-- (with what came after). Dropped: tests without a channel, a window or a lift.
create or replace view marts.fct_lift_tests as
with lift_tests as (
    select *
    from staging.stg_file__lift_tests
),

final as (
    select
        coalesce(lift_test_id, concat(file_key, ':', cast(row_number as string))) as lift_test_id,
        channel,
        coalesce(geo, '(all)') as geo,
        window_start,
        window_end,
        spend_delta,
        currency_code,
        lift,
        lift_se,
        coalesce(scope, 'total') as scope,
    from lift_tests
    where channel is not null
        and window_start is not null
        and window_end is not null
        and lift is not null
)

select *
from final
