-- Each model gives each conversion a credit of 1, and its value once.
-- Returns: conversions whose credit is not 1 (to 1e-9) or whose credited value is not the value (to 1e-6), and credit without conversion.
with credit as (
    select
        model,
        conversion_type,
        conversion_id,
        sum(credit) as credit,
        sum(value_credit) as value_credit,
    from marts.fct_attribution
    group by model, conversion_type, conversion_id
),

credit_models as (
    select distinct model
    from marts.fct_attribution
),

conversions as (
    select
        credit_models.model,
        all_conversions.conversion_type,
        all_conversions.conversion_id,
        all_conversions.value,
    from marts.fct_conversions as all_conversions
    cross join credit_models
)

select
    coalesce(conversions.model, credit.model) as model,
    coalesce(conversions.conversion_type, credit.conversion_type) as conversion_type,
    coalesce(conversions.conversion_id, credit.conversion_id) as conversion_id,
    credit.credit,
    conversions.value,
    credit.value_credit,
from conversions
full outer join credit
    on conversions.model = credit.model
    and conversions.conversion_type = credit.conversion_type
    and conversions.conversion_id = credit.conversion_id
where credit.credit is null
    or conversions.conversion_id is null
    or abs(credit.credit - 1) > 0.000000001
    or coalesce(abs(cast(conversions.value - credit.value_credit as float64)) > 0.000001, false)
    or (conversions.value is null) != (credit.value_credit is null)
