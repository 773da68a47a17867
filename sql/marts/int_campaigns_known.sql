-- Every campaign that an ad row or a listing names, with what is known of it now.
-- Grain: one row per platform, account_id, campaign_id. Units: budgets in currency_code; times in UTC.
create or replace view marts.int_campaigns_known as
with day_rows as (
    select *
    from marts.int_ad_spend_unioned
),

period_rows as (
    select *
    from marts.int_ad_rows
    where family = 'periods'
),

listed as (
    select *
    from marts.int_campaigns_listed
),

sightings as (
    select
        platform, account_id, campaign_id, listing_id, campaign_name, channel, currency_code,
    from day_rows
    union all
    select
        platform, account_id, campaign_id, listing_id, campaign_name, channel, currency_code,
    from period_rows
),

seen as (
    select
        platform,
        account_id,
        campaign_id,
        min(listing_id) as listing_id,
        min(campaign_name) as any_name,
        min(channel) as channel,
        min(currency_code) as currency_code,
    from sightings
    group by platform, account_id, campaign_id
),

-- A listed campaign that no ad row names stands for itself.
final as (
    select
        coalesce(seen.platform, listed.platform, 'file') as platform,
        coalesce(seen.account_id, listed.advertiser_id, 'default') as account_id,
        coalesce(seen.campaign_id, listed.campaign_id) as campaign_id,
        coalesce(listed.campaign_name, seen.any_name) as campaign_name,
        coalesce(seen.channel, listed.channel, listed.platform, 'file') as channel,
        coalesce(seen.currency_code, listed.currency_code, 'XXX') as currency_code,
        listed.project_name,
        listed.objective,
        listed.product_category,
        listed.daily_budget,
        listed.lifetime_budget,
        listed.started_at,
        listed.stopped_at,
    from seen
    full outer join listed
        on seen.listing_id = listed.listing_id
    qualify row_number() over (
        partition by
            coalesce(seen.platform, listed.platform, 'file'),
            coalesce(seen.account_id, listed.advertiser_id, 'default'),
            coalesce(seen.campaign_id, listed.campaign_id)
        order by if(seen.campaign_id is null, 1, 0), listed.listing_id
    ) = 1
)

select *
from final
