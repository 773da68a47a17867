-- What a day's budget of each campaign was, and which budget it is part of.
-- Grain: one row per platform, account_id, campaign_id, budget_id and version; one part_id per Facebook ad set, '' for the campaign itself.
-- Units: daily_budget in currency_code. Times are UTC.
-- Google: the campaign's budget, which campaigns may share. Facebook: the campaign's, else those of its ad sets. Campaigns known by files
-- only: the listed budget. daily_budget is NULL where a version has none.
-- is_active: neither paused nor gone by its status; stopped_at: when the campaign was to end; deleted_at: when the part was found gone.
-- first_listed_at: when the account first listed the campaign, NULL for files. A budget of before is not known: the first one is assumed.
create or replace view marts.int_budget_versions as
with versions as (
    select *
    from marts.int_campaign_versions
),

campaigns as (
    select *
    from marts.dim_campaign
),

ad_sets as (
    select *
    from staging.stg_facebook_ads__ad_sets
    where account_id is not null
        and campaign_id is not null
        and ad_group_id is not null
),

final as (
    select
        campaigns.platform,
        campaigns.account_id,
        campaigns.campaign_id,
        coalesce(versions.budget_id, campaigns.campaign_id) as budget_id,
        '' as part_id,
        campaigns.daily_budget,
        campaigns.valid_from,
        campaigns.valid_to,
        campaigns.account_time_zone,
        coalesce(campaigns.status, 'active') in ('enabled', 'active', 'ended') as is_active,
        campaigns.stopped_at,
        campaigns.deleted_at,
        versions.first_listed_at,
    from campaigns
    left join versions
        on campaigns.platform = versions.platform
        and campaigns.account_id = versions.account_id
        and campaigns.campaign_id = versions.campaign_id
        and campaigns.valid_from = versions.valid_from
    union all
    select
        'facebook_ads' as platform,
        account_id,
        campaign_id,
        campaign_id as budget_id,
        ad_group_id as part_id,
        daily_budget,
        if(
            valid_from = min(valid_from) over (partition by account_id, ad_group_id),
            timestamp '1970-01-01 00:00:00+00',
            valid_from
        ) as valid_from,
        valid_to,
        account_time_zone,
        coalesce(effective_status, status) = 'ACTIVE' as is_active,
        stopped_at,
        deleted_at,
        cast(null as timestamp) as first_listed_at,
    from ad_sets
)

select *
from final
