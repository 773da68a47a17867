-- materialize: table
-- Ad rows of all files, by day and by period, each with the account and campaign it belongs to.
-- Grain: one row per kept row of a file. date_day is NULL for rows that span a period: they never enter a daily mart.
-- platform: the row's, else its listed campaign's, else "file". account_id: the row's, else the campaign's advertiser, else "default".
-- campaign_id: the row's, else that of the only listed campaign of its name, else the name without case and spaces,
-- else the channel (spend that is known by channel only is its own campaign), else "(none)".
-- channel: the row's, else the campaign's, else the platform. Money is in currency_code (XXX = none stated).
-- level: 1 campaign, 2 ad group, 3 ad: the finest that the row names.
create or replace view marts.int_ad_rows as
with ad_daily as (
    select *
    from staging.stg_file__ad_daily
),

ad_periods as (
    select *
    from staging.stg_file__ad_periods
),

listed as (
    select *
    from marts.int_campaigns_listed
),

only_ids as (
    select *
    from marts.int_campaigns_listed
    where is_only_id
),

only_names as (
    select *
    from marts.int_campaigns_listed
    where is_only_name
),

all_rows as (
    select
        * except (date_text, date_confidence),
        date_day as period_start,
        date_day as period_end,
        cast(null as float64) as stated_ctr,
        cast(null as float64) as stated_cpl,
        cast(null as float64) as stated_qualified_rate,
        'daily' as family,
    from ad_daily
    union all
    select
        cast(null as date) as date_day,
        * except (period_start, period_end, stated_ctr, stated_cpl, stated_qualified_rate),
        period_start,
        period_end,
        stated_ctr,
        stated_cpl,
        stated_qualified_rate,
        'periods' as family,
    from ad_periods
),

named as (
    select
        *,
        nullif(regexp_replace(lower(campaign_name), r'\s+', ''), '') as name_key,
        nullif(regexp_replace(lower(channel), r'\s+', ''), '') as channel_key,
    from all_rows
),

found as (
    select
        named.*,
        coalesce(
            by_platform.listing_id,
            if(named.platform is null or by_id.platform is null, by_id.listing_id, null),
            if(
                named.campaign_id is null
                and (named.platform is null or coalesce(by_name.platform, named.platform) = named.platform),
                by_name.listing_id,
                null
            )
        ) as listing_id,
    from named
    left join listed as by_platform
        on named.campaign_id = by_platform.campaign_id
        and named.platform = by_platform.platform
    left join only_ids as by_id
        on named.campaign_id = by_id.campaign_id
    left join only_names as by_name
        on named.name_key = by_name.name_key
),

final as (
    select
        'file' as source,
        found.family,
        found.file_key,
        found.row_number,
        found.loaded_at,
        found.date_day,
        found.period_start,
        found.period_end,
        coalesce(found.platform, listed.platform, 'file') as platform,
        coalesce(found.account_id, listed.advertiser_id, 'default') as account_id,
        coalesce(found.campaign_id, listed.campaign_id, found.name_key, found.channel_key, '(none)') as campaign_id,
        coalesce(
            found.campaign_name,
            listed.campaign_name,
            if(found.campaign_id is null, found.channel, null)
        ) as campaign_name,
        coalesce(found.channel, listed.channel, found.platform, listed.platform, 'file') as channel,
        found.listing_id,
        case
            when coalesce(found.ad_id, found.ad_name) is not null then 3
            when coalesce(found.ad_group_id, found.ad_group_name) is not null then 2
            else 1
        end as level,
        coalesce(found.ad_group_id, found.ad_group_name) as ad_group_id,
        found.ad_group_name,
        coalesce(found.ad_id, found.ad_name) as ad_id,
        found.ad_name,
        found.keyword,
        found.device,
        found.country,
        found.age,
        found.gender,
        coalesce(found.currency_code, 'XXX') as currency_code,
        found.spend,
        found.conversion_value,
        found.impressions,
        found.clicks,
        found.link_clicks,
        found.reach,
        found.engagements,
        found.conversions,
        found.leads as platform_leads,
        found.derived_from,
        found.flags,
        found.stated_ctr,
        found.stated_cpl,
        found.stated_qualified_rate,
    from found
    left join listed
        on found.listing_id = listed.listing_id
)

select *
from final
