-- materialize: table
-- Campaigns with their names over time.
-- Grain: one row per platform, account_id, campaign_id and version; a new version begins on the day on which a new name is seen.
-- The first version holds from 1970-01-01 on, so that days before the first sighting join too; valid_to is NULL for the current one.
-- Units: budgets in currency_code; times in UTC. name_key: the current name without case and spaces.
-- Limits: files state only present attributes, so only the name changes over time; files never say that a campaign was deleted.
create or replace view marts.dim_campaign as
with campaign_daily as (
    select *
    from marts.fct_campaign_daily
),

day_rows as (
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

settings as (
    select *
    from marts.int_settings
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
known as (
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
),

named_days as (
    select
        platform,
        account_id,
        campaign_id,
        date_day,
        min(campaign_name) as campaign_name,
    from campaign_daily
    where campaign_name is not null
    group by platform, account_id, campaign_id, date_day
),

renamed as (
    select *
    from named_days
    qualify campaign_name is distinct from lag(campaign_name) over (
        partition by platform, account_id, campaign_id
        order by date_day
    )
),

versions as (
    select
        platform,
        account_id,
        campaign_id,
        campaign_name,
        if(
            row_number() over (partition by platform, account_id, campaign_id order by date_day) = 1,
            timestamp '1970-01-01 00:00:00+00',
            timestamp(date_day)
        ) as valid_from,
        timestamp(lead(date_day) over (partition by platform, account_id, campaign_id order by date_day)) as valid_to,
    from renamed
),

final as (
    select
        known.* except (campaign_name),
        coalesce(versions.campaign_name, known.campaign_name) as campaign_name,
        nullif(regexp_replace(lower(coalesce(versions.campaign_name, known.campaign_name)), r'\s+', ''), '') as name_key,
        settings.time_zone as account_time_zone,
        case
            when known.stopped_at is not null and date(known.stopped_at) <= settings.as_of then 'ended'
            when known.started_at is not null then 'active'
        end as status,
        coalesce(versions.valid_from, timestamp '1970-01-01 00:00:00+00') as valid_from,
        versions.valid_to,
        versions.valid_to is null as is_current,
        cast(null as timestamp) as deleted_at,
    from known
    cross join settings
    left join versions
        on known.platform = versions.platform
        and known.account_id = versions.account_id
        and known.campaign_id = versions.campaign_id
)

select *
from final
