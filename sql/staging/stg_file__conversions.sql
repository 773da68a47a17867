-- Conversions from files.
-- Grain: one row per kept row of a file. Row key: conversion_type and conversion_id, without an id the person, session and time.
-- Dropped: rows of a key that a later import also holds. The newest file's rows of the key stay, all of them,
-- so that a corrected or overlapping export replaces what it repeats and never adds up.
create or replace view staging.stg_file__conversions as
with file_conversions as (
    select *
    from raw.file_conversions
),

final as (
    select
        conversion_id,
        conversion_type,
        user_id,
        person_key,
        session_id,
        converted_at,
        is_day_only,
        value,
        currency_code,
        status,
        file_key,
        row_number,
        flags,
        properties_json,
        run_id,
        loaded_at,
    from file_conversions
    qualify rank() over (
        partition by
            conversion_type,
            conversion_id,
            if(conversion_id is null, user_id, null),
            if(conversion_id is null, person_key, null),
            if(conversion_id is null, session_id, null),
            if(conversion_id is null, converted_at, null)
        order by loaded_at desc, file_key desc
    ) = 1
)

select *
from final
