-- Ad accounts, CRMs and web properties as they were last seen.
-- Grain: one row per source and account. Times are UTC instants; account_time_zone is UTC where the source names none.
-- Dropped: accounts that are no longer listed, and earlier states.
create or replace view staging.stg_ops__source_accounts as
with accounts as (
    select *
    from ops.source_accounts
    qualify row_number() over (partition by source, account_id order by observed_at desc) = 1
),

final as (
    select
        source,
        account_id,
        account_name,
        currency_code,
        coalesce(account_time_zone, 'UTC') as account_time_zone,
        status,
        problem_kind,
        problem_message,
        problem_fix,
        observed_at,
    from accounts
    where status != 'gone'
)

select *
from final
