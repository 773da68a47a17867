-- materialize: table
-- Campaigns with their names and settings over time.
-- Grain: one row per platform, account_id, campaign_id and version. A campaign that an ad account lists has a version for each content
-- seen there; of any other a new version begins on the day on which a new name is seen.
-- The first version holds from 1970-01-01 on, so that days before the first sighting join too; valid_to is NULL for the current one.
-- A day has the version that holds at its end in account_time_zone: valid_from < end <= valid_to.
-- Units: budgets in currency_code; times in UTC. name_key: the version's name without case and spaces.
-- deleted_at: when the account no longer listed it, or listed it as removed; its history stays.
-- Limits: files state only present attributes, so only the name changes over time; files never say that a campaign was deleted.
create or replace view marts.dim_campaign as
with campaign_daily as (
    select *
    from marts.fct_campaign_daily
),

known as (
    select *
    from marts.int_campaigns_known
),

listed_versions as (
    select *
    from marts.int_campaign_versions
),

settings as (
    select *
    from marts.int_settings
),

listed_campaigns as (
    select distinct
        platform,
        account_id,
        campaign_id,
    from listed_versions
),

named_days as (
    select
        campaign_daily.platform,
        campaign_daily.account_id,
        campaign_daily.campaign_id,
        campaign_daily.date_day,
        min(campaign_daily.campaign_name) as campaign_name,
    from campaign_daily
    left join listed_campaigns
        on campaign_daily.platform = listed_campaigns.platform
        and campaign_daily.account_id = listed_campaigns.account_id
        and campaign_daily.campaign_id = listed_campaigns.campaign_id
    where campaign_daily.campaign_name is not null
        and listed_campaigns.campaign_id is null
    group by
        campaign_daily.platform,
        campaign_daily.account_id,
        campaign_daily.campaign_id,
        campaign_daily.date_day
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
        cast(null as string) as status,
        cast(null as string) as account_time_zone,
        cast(null as numeric) as daily_budget,
        cast(null as numeric) as lifetime_budget,
        if(
            row_number() over (partition by platform, account_id, campaign_id order by date_day) = 1,
            timestamp '1970-01-01 00:00:00+00',
            timestamp(date_day)
        ) as valid_from,
        timestamp(lead(date_day) over (partition by platform, account_id, campaign_id order by date_day)) as valid_to,
        cast(null as timestamp) as deleted_at,
        false as is_listed,
    from renamed
    union all
    select
        platform, account_id, campaign_id, campaign_name, status, account_time_zone, daily_budget, lifetime_budget,
        valid_from, valid_to, deleted_at, true as is_listed,
    from listed_versions
),

final as (
    select
        known.* except (campaign_name, daily_budget, lifetime_budget),
        coalesce(versions.campaign_name, known.campaign_name) as campaign_name,
        nullif(regexp_replace(lower(coalesce(versions.campaign_name, known.campaign_name)), r'\s+', ''), '') as name_key,
        if(coalesce(versions.is_listed, false), versions.daily_budget, known.daily_budget) as daily_budget,
        if(coalesce(versions.is_listed, false), versions.lifetime_budget, known.lifetime_budget) as lifetime_budget,
        coalesce(versions.account_time_zone, settings.time_zone) as account_time_zone,
        case
            when versions.is_listed then lower(versions.status)
            when known.stopped_at is not null and date(known.stopped_at) <= settings.as_of then 'ended'
            when known.started_at is not null then 'active'
        end as status,
        coalesce(versions.valid_from, timestamp '1970-01-01 00:00:00+00') as valid_from,
        versions.valid_to,
        versions.valid_to is null as is_current,
        versions.deleted_at,
    from known
    cross join settings
    left join versions
        on known.platform = versions.platform
        and known.account_id = versions.account_id
        and known.campaign_id = versions.campaign_id
)

select *
from final
