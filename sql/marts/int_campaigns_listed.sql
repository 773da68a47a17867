-- Campaigns as campaign files list them, with the keys by which ad rows, leads and touches find them.
-- Grain: one row per listing_id (platform, where the file names one, and campaign_id).
-- name_key: the name without case and spaces. is_only_id, is_only_name: no other listing has this campaign_id or name_key.
-- Units: budgets in currency_code; times in UTC.
-- Dropped: listings without id and name. Of listings that fold to one id the one loaded last stays.
create or replace view marts.int_campaigns_listed as
with campaigns as (
    select *
    from staging.stg_file__campaigns
),

keyed as (
    select
        platform,
        advertiser_id,
        coalesce(campaign_id, nullif(regexp_replace(lower(campaign_name), r'\s+', ''), '')) as campaign_id,
        nullif(regexp_replace(lower(campaign_name), r'\s+', ''), '') as name_key,
        coalesce(campaign_name, project_name) as campaign_name,
        project_name,
        channel,
        objective,
        product_category,
        daily_budget,
        lifetime_budget,
        currency_code,
        started_at,
        stopped_at,
        loaded_at,
        file_key,
        row_number,
    from campaigns
),

single as (
    select
        * except (loaded_at, file_key, row_number),
        concat(coalesce(platform, ''), '/', campaign_id) as listing_id,
    from keyed
    where campaign_id is not null
    qualify row_number() over (
        partition by platform, campaign_id
        order by loaded_at desc, file_key, row_number desc
    ) = 1
),

final as (
    select
        *,
        count(*) over (partition by campaign_id) = 1 as is_only_id,
        name_key is not null and count(*) over (partition by name_key) = 1 as is_only_name,
    from single
)

select *
from final
