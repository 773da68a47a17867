-- materialize: table
-- Ad groups (of Facebook: ad sets) and ads over time, as their accounts list them.
-- Grain: one row per platform, account_id, level (2 ad group, 3 ad), part_id and version. Times are UTC.
-- The first version holds from 1970-01-01 on; valid_to is NULL for the last. part_name is NULL where the platform gives an ad no name.
-- ad_group_id, campaign_id: where the part belongs.
create or replace view marts.int_ad_part_versions as
with google_ad_groups as (
    select *
    from staging.stg_google_ads__ad_groups
),

google_ads as (
    select *
    from staging.stg_google_ads__creatives
),

facebook_ad_sets as (
    select *
    from staging.stg_facebook_ads__ad_sets
),

facebook_ads as (
    select *
    from staging.stg_facebook_ads__ads
),

united as (
    select
        'google_ads' as platform, account_id, campaign_id, ad_group_id, 2 as level, ad_group_id as part_id,
        ad_group_name as part_name, status, valid_from, valid_to, is_current, deleted_at,
    from google_ad_groups
    union all
    select
        'google_ads' as platform, account_id, campaign_id, ad_group_id, 3 as level, ad_id as part_id,
        ad_name as part_name, status, valid_from, valid_to, is_current, deleted_at,
    from google_ads
    union all
    select
        'facebook_ads' as platform, account_id, campaign_id, ad_group_id, 2 as level, ad_group_id as part_id,
        ad_group_name as part_name, coalesce(effective_status, status) as status, valid_from, valid_to, is_current,
        deleted_at,
    from facebook_ad_sets
    union all
    select
        'facebook_ads' as platform, account_id, campaign_id, ad_group_id, 3 as level, ad_id as part_id,
        ad_name as part_name, coalesce(effective_status, status) as status, valid_from, valid_to, is_current,
        deleted_at,
    from facebook_ads
),

final as (
    select
        * except (part_name, valid_from),
        nullif(part_name, '') as part_name,
        if(
            valid_from = min(valid_from) over (partition by platform, account_id, level, ad_group_id, part_id),
            timestamp '1970-01-01 00:00:00+00',
            valid_from
        ) as valid_from,
    from united
    where account_id is not null
        and part_id is not null
)

select *
from final
