-- What a day's budget of each campaign was, and which budget it is part of.
-- Grain: one row per platform, account_id, campaign_id, budget_id and version. Units: daily_budget in currency_code. Times are UTC.
-- Google: the campaign's budget, which campaigns may share. Facebook: the campaign's, else the sum of its ad sets' budgets as they are now.
-- Campaigns known by files only: the listed budget. is_active: the campaign was neither paused nor gone; stopped_at: when it was to end. Dropped: versions without a daily budget.
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
    select
        account_id,
        campaign_id,
        sum(daily_budget) as daily_budget,
    from staging.stg_facebook_ads__ad_sets
    where is_current
        and deleted_at is null
        and coalesce(effective_status, status) = 'ACTIVE'
    group by account_id, campaign_id
),

final as (
    select
        campaigns.platform,
        campaigns.account_id,
        campaigns.campaign_id,
        coalesce(versions.budget_id, campaigns.campaign_id) as budget_id,
        coalesce(campaigns.daily_budget, ad_sets.daily_budget) as daily_budget,
        campaigns.valid_from,
        campaigns.valid_to,
        campaigns.account_time_zone,
        coalesce(campaigns.status, 'active') in ('enabled', 'active', 'ended') and campaigns.deleted_at is null as is_active,
        campaigns.stopped_at,
    from campaigns
    left join versions
        on campaigns.platform = versions.platform
        and campaigns.account_id = versions.account_id
        and campaigns.campaign_id = versions.campaign_id
        and campaigns.valid_from = versions.valid_from
    left join ad_sets
        on campaigns.platform = 'facebook_ads'
        and campaigns.account_id = ad_sets.account_id
        and campaigns.campaign_id = ad_sets.campaign_id
    where coalesce(campaigns.daily_budget, ad_sets.daily_budget) is not null
)

select *
from final
