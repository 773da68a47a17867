-- Ad groups (of Facebook: ad sets) over time.
-- Grain: one row per platform, account_id, ad_group_id and version. Times are UTC; a day has the version that holds at its end.
-- deleted_at: when the account no longer listed it; its history stays. Limits: ad groups known by files only have no row.
create or replace view marts.dim_ad_group as
with parts as (
    select *
    from marts.int_ad_part_versions
    where level = 2
),

final as (
    select
        platform,
        account_id,
        campaign_id,
        ad_group_id,
        part_name as ad_group_name,
        lower(status) as status,
        valid_from,
        valid_to,
        is_current,
        deleted_at,
    from parts
)

select *
from final
