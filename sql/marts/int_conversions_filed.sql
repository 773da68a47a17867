-- Conversions of conversion files.
-- Grain: one row per conversion_type and conversion_id; without an id the file's row is the conversion.
-- A conversion known by day only counts as the last microsecond of that day in the settings' time zone.
-- Dropped: reversed conversions (reversed, refunded, cancelled, rejected, void, chargeback, returned); rows without a time.
create or replace view marts.int_conversions_filed as
with file_conversions as (
    select
        *,
        coalesce(conversion_id, concat(file_key, ':', cast(row_number as string))) as conversion_key,
        coalesce(conversion_type, 'conversion') as conversion_kind,
    from staging.stg_file__conversions
    where converted_at is not null
),

persons as (
    select *
    from marts.int_persons
),

sessions as (
    select *
    from marts.int_sessions
),

settings as (
    select *
    from marts.int_settings
),

single as (
    select *
    from file_conversions
    where not regexp_contains(
        lower(coalesce(status, '')),
        r'^(reversed|refunded|cancell?ed|rejected|void(ed)?|charge_?back|returned)$'
    )
    qualify row_number() over (
        partition by conversion_key, conversion_kind
        order by row_number desc
    ) = 1
),

final as (
    select
        single.conversion_key as conversion_id,
        single.conversion_kind as conversion_type,
        coalesce(single.person_key, persons.person_key, single.user_id, sessions.person_id) as person_id,
        if(
            coalesce(single.is_day_only, false),
            timestamp_sub(
                timestamp(
                    datetime(date_add(date(single.converted_at, settings.time_zone), interval 1 day)),
                    settings.time_zone
                ),
                interval 1 microsecond
            ),
            single.converted_at
        ) as converted_at,
        single.value,
        single.currency_code,
        single.status,
    from single
    cross join settings
    left join persons
        on single.user_id = persons.user_id
    left join sessions
        on single.session_id = sessions.session_id
)

select *
from final
