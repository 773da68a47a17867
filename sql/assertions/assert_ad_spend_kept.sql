-- Ad rows neither vanish nor multiply between staging and the marts.
-- Returns: one row per currency whose row count or spend differs.
with staged as (
    select
        coalesce(currency_code, 'XXX') as currency_code,
        count(*) as row_count,
        sum(spend) as spend,
    from staging.stg_file__ad_daily
    where date_day is not null
    group by coalesce(currency_code, 'XXX')
),

unioned as (
    select
        currency_code,
        count(*) as row_count,
        sum(spend) as spend,
    from marts.int_ad_spend_unioned
    where source = 'file'
    group by currency_code
)

select
    coalesce(staged.currency_code, unioned.currency_code) as currency_code,
    staged.row_count as staged_rows,
    unioned.row_count as unioned_rows,
    staged.spend as staged_spend,
    unioned.spend as unioned_spend,
from staged
full outer join unioned
    on staged.currency_code = unioned.currency_code
where staged.row_count is distinct from unioned.row_count
    or staged.spend is distinct from unioned.spend
