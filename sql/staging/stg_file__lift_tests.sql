-- Results of lift tests measured outside.
-- Grain: one row per kept row of a file. Row key: lift_test_id, without one the channel, geo and start.
-- Dropped: rows of a key that a later import also holds. The newest file's rows of the key stay, all of them,
-- so that a corrected or overlapping export replaces what it repeats and never adds up.
create or replace view staging.stg_file__lift_tests as
with file_lift_tests as (
    select *
    from raw.file_lift_tests
),

final as (
    select
        lift_test_id,
        channel,
        geo,
        window_start,
        window_end,
        spend_delta,
        currency_code,
        lift,
        lift_se,
        scope,
        file_key,
        row_number,
        flags,
        properties_json,
        run_id,
        loaded_at,
    from file_lift_tests
    qualify rank() over (
        partition by
            lift_test_id,
            if(lift_test_id is null, channel, null),
            if(lift_test_id is null, geo, null),
            if(lift_test_id is null, window_start, null)
        order by loaded_at desc, file_key desc
    ) = 1
)

select *
from final
