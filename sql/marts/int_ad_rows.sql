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

stated as (
    select
        * except (date_text, date_confidence),
        date_day as period_start,
        date_day as period_end,
        cast(null as float64) as stated_ctr,
        cast(null as float64) as stated_cpl,
        cast(null as float64) as stated_qualified_rate,
        'daily' as family,
    from ad_daily
),

stated_periods as (
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

all_rows as (
    select *
    from stated
    union all
    select *
    from stated_periods
),

named as (
    select
        *,
        nullif(regexp_replace(lower(campaign_name), r'\s+', ''), '') as name_key,
        nullif(regexp_replace(lower(channel), r'\s+', ''), '') as channel_key,
    from all_rows
),

final as (
    select
        'file' as source,
        named.family,
        named.file_key,
        named.row_number,
        named.loaded_at,
        named.date_day,
        named.period_start,
        named.period_end,
        coalesce(named.platform, by_platform.platform, by_id.platform, by_name.platform, 'file') as platform,
        coalesce(
            named.account_id, by_platform.advertiser_id, by_id.advertiser_id, by_name.advertiser_id, 'default'
        ) as account_id,
        coalesce(named.campaign_id, by_name.campaign_id, named.name_key, named.channel_key, '(none)') as campaign_id,
        coalesce(
            named.campaign_name, by_platform.campaign_name, by_id.campaign_name, by_name.campaign_name,
            if(named.campaign_id is null, named.channel, null)
        ) as campaign_name,
        coalesce(
            named.channel, by_platform.channel, by_id.channel, by_name.channel,
            named.platform, by_platform.platform, by_id.platform, by_name.platform, 'file'
        ) as channel,
        coalesce(by_platform.listing_id, by_id.listing_id, by_name.listing_id) as listing_id,
        case
            when coalesce(named.ad_id, named.ad_name) is not null then 3
            when coalesce(named.ad_group_id, named.ad_group_name) is not null then 2
            else 1
        end as level,
        coalesce(named.ad_group_id, named.ad_group_name) as ad_group_id,
        named.ad_group_name,
        coalesce(named.ad_id, named.ad_name) as ad_id,
        named.ad_name,
        named.keyword,
        named.device,
        named.country,
        named.age,
        named.gender,
        coalesce(named.currency_code, 'XXX') as currency_code,
        named.spend,
        named.conversion_value,
        named.impressions,
        named.clicks,
        named.link_clicks,
        named.reach,
        named.engagements,
        named.conversions,
        named.leads as platform_leads,
        named.derived_from,
        named.flags,
        named.stated_ctr,
        named.stated_cpl,
        named.stated_qualified_rate,
    from named
    left join listed as by_platform
        on named.campaign_id = by_platform.campaign_id
        and named.platform = by_platform.platform
    left join listed as by_id
        on named.campaign_id = by_id.campaign_id
        and by_id.is_only_id
        and (named.platform is null or by_id.platform is null)
    left join listed as by_name
        on named.name_key = by_name.name_key
        and by_name.is_only_name
        and named.campaign_id is null
        and (named.platform is null or by_name.platform is null or named.platform = by_name.platform)
)

select *
from final
