-- Exchange rates by day: 1 unit of from_currency is rate units of to_currency.
-- Grain: one row per kept row of a file. Row key: date_day, from_currency, to_currency.
-- Dropped: rows of a key that a later import also holds. The newest file's rows of the key stay, all of them,
-- so that a corrected or overlapping export replaces what it repeats and never adds up.
create or replace view staging.stg_file__fx_daily as
with fx_daily as (
    select *
    from raw.fx_daily
),

final as (
    select
        date_day,
        from_currency,
        to_currency,
        rate,
        file_key,
        row_number,
        run_id,
        loaded_at,
    from fx_daily
    qualify rank() over (
        partition by
            date_day,
            from_currency,
            to_currency
        order by loaded_at desc, file_key desc
    ) = 1
)

select *
from final
