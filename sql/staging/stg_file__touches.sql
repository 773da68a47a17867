-- Marketing touches of persons from a touch log.
-- Grain: one row per kept row of a file. Row key: touch_id, without one all columns that are no measures.
-- Dropped: rows of a key that a later import also holds. The newest file's rows of the key stay, all of them,
-- so that a corrected or overlapping export replaces what it repeats and never adds up.
create or replace view staging.stg_file__touches as
with file_touches as (
    select *
    from raw.file_touches
),

final as (
    select
        touch_id,
        user_id,
        person_key,
        touch_at,
        channel,
        campaign,
        source,
        medium,
        is_conversion,
        conversion_type,
        conversion_value,
        currency_code,
        file_key,
        row_number,
        flags,
        properties_json,
        run_id,
        loaded_at,
    from file_touches
    qualify rank() over (
        partition by
            touch_id,
            if(touch_id is null, user_id, null),
            if(touch_id is null, person_key, null),
            if(touch_id is null, touch_at, null),
            if(touch_id is null, channel, null),
            if(touch_id is null, source, null),
            if(touch_id is null, medium, null),
            if(touch_id is null, campaign, null)
        order by loaded_at desc, file_key desc
    ) = 1
)

select *
from final
