-- Campaigns as campaign files and ad accounts list them, with the keys by which ad rows of files, leads and touches find them.
-- Grain: one row per listing_id (platform, where the file names one, and campaign_id).
-- name_key: the name without case and spaces. is_only_id, is_only_name: no other listing has this campaign_id or name_key.
-- Units: budgets in currency_code; times in UTC.
-- A campaign that an ad account lists is the account's; what a file adds (project_name, product_category) stays beside it.
-- Dropped: listings without id and name. Of listings that fold to one id the one loaded last stays.
create or replace view marts.int_campaigns_listed as
with campaigns as (
    select *
    from staging.stg_file__campaigns
),

pulled as (
    select *
    from marts.int_campaign_versions
    where is_current
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
    select * except (loaded_at, file_key, row_number)
    from keyed
    where campaign_id is not null
    qualify row_number() over (
        partition by platform, campaign_id
        order by loaded_at desc, file_key, row_number desc
    ) = 1
),

united as (
    select
        coalesce(pulled.platform, single.platform) as platform,
        coalesce(pulled.account_id, single.advertiser_id) as advertiser_id,
        coalesce(pulled.campaign_id, single.campaign_id) as campaign_id,
        coalesce(pulled.name_key, single.name_key) as name_key,
        coalesce(pulled.campaign_name, single.campaign_name) as campaign_name,
        single.project_name,
        coalesce(pulled.channel, single.channel) as channel,
        coalesce(pulled.objective, single.objective) as objective,
        single.product_category,
        coalesce(pulled.daily_budget, single.daily_budget) as daily_budget,
        coalesce(pulled.lifetime_budget, single.lifetime_budget) as lifetime_budget,
        coalesce(pulled.currency_code, single.currency_code) as currency_code,
        coalesce(pulled.started_at, single.started_at) as started_at,
        coalesce(pulled.stopped_at, single.stopped_at) as stopped_at,
        concat(
            coalesce(pulled.platform, single.platform, ''), '/', coalesce(pulled.campaign_id, single.campaign_id)
        ) as listing_id,
        single.platform is null as is_file_without_platform,
    from single
    full outer join pulled
        on single.campaign_id = pulled.campaign_id
        and coalesce(single.platform, pulled.platform) = pulled.platform
),

unique_listings as (
    select * except (is_file_without_platform)
    from united
    qualify row_number() over (
        partition by listing_id
        order by is_file_without_platform, advertiser_id, project_name, product_category
    ) = 1
),

final as (
    select
        *,
        count(*) over (partition by campaign_id) = 1 as is_only_id,
        name_key is not null and count(*) over (partition by name_key) = 1 as is_only_name,
    from unique_listings
)

select *
from final
