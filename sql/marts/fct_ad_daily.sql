-- materialize: table
-- Spend and platform results by ad and day, made to sum to fct_campaign_daily.
-- Grain: one row per date_day, platform, account_id, campaign_id, ad_group_id, ad_id, currency_code.
-- "(unallocated)" rows carry what a coarser level reports beyond its finer rows; they may be negative.
-- Units: money in currency_code; date_day is the account's local day. reach is not additive, NULL on unallocated rows.
-- Limits: where the campaign does not know a measure, its finer rows keep theirs and the unallocated row has NULL.
-- Dropped: unallocated rows in which nothing remains; finer rows in a currency in which the campaign has no row.
create or replace view marts.fct_ad_daily as
with campaign_daily as (
    select *
    from marts.fct_campaign_daily
),

entities as (
    select *
    from marts.int_ad_entities_daily
),

-- Each level stands with its own rows; what a finer level already says is taken from the level above it.
parts as (
    select
        date_day,
        platform,
        account_id,
        campaign_id,
        currency_code,
        ad_group_id,
        ad_id,
        'own' as part,
        ad_group_name,
        ad_name,
        reach,
        spend,
        impressions,
        clicks,
        link_clicks,
        engagements,
        conversions,
        conversion_value,
        platform_leads,
    from entities
    union all
    select
        date_day,
        platform,
        account_id,
        campaign_id,
        currency_code,
        if(group_has_own_row, ad_group_id, '(unallocated)') as ad_group_id,
        '(unallocated)' as ad_id,
        'allocated' as part,
        cast(null as string) as ad_group_name,
        cast(null as string) as ad_name,
        cast(null as int64) as reach,
        -allocated_spend as spend,
        -allocated_impressions as impressions,
        -allocated_clicks as clicks,
        -allocated_link_clicks as link_clicks,
        -allocated_engagements as engagements,
        -allocated_conversions as conversions,
        -allocated_conversion_value as conversion_value,
        -allocated_platform_leads as platform_leads,
    from entities
    union all
    select
        date_day,
        platform,
        account_id,
        campaign_id,
        currency_code,
        '(unallocated)' as ad_group_id,
        '(unallocated)' as ad_id,
        'campaign' as part,
        cast(null as string) as ad_group_name,
        cast(null as string) as ad_name,
        cast(null as int64) as reach,
        spend,
        impressions,
        clicks,
        link_clicks,
        engagements,
        conversions,
        conversion_value,
        platform_leads,
    from campaign_daily
),

summed as (
    select
        date_day,
        platform,
        account_id,
        campaign_id,
        currency_code,
        ad_group_id,
        ad_id,
        min(ad_group_name) as ad_group_name,
        min(ad_name) as ad_name,
        max(reach) as reach,
        sum(spend) as spend,
        sum(impressions) as impressions,
        sum(clicks) as clicks,
        sum(link_clicks) as link_clicks,
        sum(engagements) as engagements,
        sum(conversions) as conversions,
        sum(conversion_value) as conversion_value,
        sum(platform_leads) as platform_leads,
        countif(part = 'allocated') as allocated_rows,
    from parts
    group by date_day, platform, account_id, campaign_id, currency_code, ad_group_id, ad_id
),

final as (
    select
        summed.* except (allocated_rows),
        cast(null as int64) as video_views,
        cast(null as float64) as view_through_conversions,
        campaign_daily.campaign_name,
        campaign_daily.channel,
        campaign_daily.is_provisional,
        campaign_daily.is_final,
    from summed
    inner join campaign_daily
        on summed.date_day = campaign_daily.date_day
        and summed.platform = campaign_daily.platform
        and summed.account_id = campaign_daily.account_id
        and summed.campaign_id = campaign_daily.campaign_id
        and summed.currency_code = campaign_daily.currency_code
    where summed.allocated_rows = 0
        or summed.spend != 0
        or summed.impressions != 0
        or summed.clicks != 0
        or summed.link_clicks != 0
        or summed.engagements != 0
        or summed.conversions != 0
        or summed.conversion_value != 0
        or summed.platform_leads != 0
)

select *
from final
