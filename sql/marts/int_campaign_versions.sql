-- materialize: table
-- Campaigns of Google Ads and Facebook Ads over time, as their accounts list them.
-- Grain: one row per platform, account_id, campaign_id and version. Units: budgets in currency_code; times in UTC.
-- The first version holds from 1970-01-01 on, so that days before the first listing join too; valid_to is NULL for the last.
-- first_listed_at: when the account first listed the campaign; what it says of days before is a guess.
-- deleted_at: when the campaign was found gone, or was listed as removed. channel: by Google's kind of campaign; Facebook is paid_social.
-- daily_budget is NULL where ad sets hold the budget (int_budget_versions). name_key: the name without case and spaces.
create or replace view marts.int_campaign_versions as
with google_campaigns as (
    select *
    from staging.stg_google_ads__campaigns
),

facebook_campaigns as (
    select *
    from staging.stg_facebook_ads__campaigns
),

united as (
    select
        'google_ads' as platform,
        account_id,
        campaign_id,
        campaign_name,
        case advertising_channel_type
            when 'SEARCH' then 'paid_search'
            when 'SHOPPING' then 'paid_shopping'
            when 'VIDEO' then 'paid_video'
            when 'DISPLAY' then 'display'
            else coalesce(lower(advertising_channel_type), 'google_ads')
        end as channel,
        advertising_channel_type as objective,
        status,
        status = 'REMOVED' as is_removed,
        campaign_budget_id as budget_id,
        daily_budget,
        lifetime_budget,
        currency_code,
        account_time_zone,
        started_at,
        stopped_at,
        valid_from,
        valid_to,
        is_current,
        deleted_at,
    from google_campaigns
    union all
    select
        'facebook_ads' as platform,
        account_id,
        campaign_id,
        campaign_name,
        'paid_social' as channel,
        objective,
        coalesce(effective_status, status) as status,
        coalesce(effective_status, status) in ('DELETED', 'ARCHIVED') as is_removed,
        campaign_id as budget_id,
        daily_budget,
        lifetime_budget,
        currency_code,
        account_time_zone,
        started_at,
        stopped_at,
        valid_from,
        valid_to,
        is_current,
        deleted_at,
    from facebook_campaigns
),

-- Versions since the campaign was last on the list: one that is removed has been gone since the first of them.
numbered as (
    select
        *,
        countif(not is_removed) over (
            partition by platform, account_id, campaign_id
            order by valid_from
            rows between unbounded preceding and current row
        ) as life,
    from united
),

final as (
    select
        * except (is_removed, life, valid_from, deleted_at),
        nullif(regexp_replace(lower(campaign_name), r'\s+', ''), '') as name_key,
        if(
            valid_from = min(valid_from) over (partition by platform, account_id, campaign_id),
            timestamp '1970-01-01 00:00:00+00',
            valid_from
        ) as valid_from,
        min(valid_from) over (partition by platform, account_id, campaign_id) as first_listed_at,
        coalesce(
            deleted_at,
            if(
                is_removed,
                min(if(is_removed, valid_from, null)) over (partition by platform, account_id, campaign_id, life),
                null
            )
        ) as deleted_at,
    from numbered
    where account_id is not null
        and campaign_id is not null
)

select *
from final
