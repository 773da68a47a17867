-- Attribution loses no conversion.
-- Returns: one row if there are conversions but no credit at all.
with conversions as (
    select count(*) as conversions
    from marts.fct_conversions
),

credits as (
    select count(*) as credit_rows
    from marts.fct_attribution
)

select
    conversions.conversions,
    credits.credit_rows,
from conversions
cross join credits
where conversions.conversions > 0
    and credits.credit_rows = 0
