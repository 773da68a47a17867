-- Deals (opportunities) from files.
-- Grain: one row per kept row of a file. Row key: deal_id, without one the lead, account, product and day of creation.
-- Dropped: rows of a key that a later import also holds. The newest file's rows of the key stay, all of them,
-- so that a corrected or overlapping export replaces what it repeats and never adds up.
create or replace view staging.stg_file__deals as
with file_deals as (
    select *
    from raw.file_deals
),

final as (
    select
        deal_id,
        lead_id,
        account_name,
        product,
        stage_text,
        owner,
        created_at,
        closed_at,
        value,
        currency_code,
        file_key,
        row_number,
        flags,
        properties_json,
        run_id,
        loaded_at,
    from file_deals
    qualify rank() over (
        partition by
            deal_id,
            if(deal_id is null, lead_id, null),
            if(deal_id is null, account_name, null),
            if(deal_id is null, product, null),
            if(deal_id is null, created_at, null)
        order by loaded_at desc, file_key desc
    ) = 1
)

select *
from final
