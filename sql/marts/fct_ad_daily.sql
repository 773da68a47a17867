-- materialize: table
-- Spend and platform results by ad and day, made to sum to fct_campaign_daily.
-- Grain: one row per date_day, platform, account_id, campaign_id, ad_group_id, ad_id, currency_code.
-- "(unallocated)" rows carry what a coarser level reports beyond its finer rows; they may be negative.
-- Units: money in currency_code; date_day is the account's local day. reach is not additive, NULL on unallocated rows.
-- Limits: where the campaign does not know a measure, its finer rows keep theirs and the unallocated row has NULL.
-- Dropped: unallocated rows in which nothing remains (of FLOAT64 counts: nothing above 1e-6); finer rows in a currency in which the
-- campaign has no row.
create or replace view marts.fct_ad_daily as
with campaign_daily as (
    select *
    from marts.fct_campaign_daily
),

entities as (
    select *
    from marts.int_ad_entities_daily
),

unallocated as (
    select *
    from marts.int_ad_unallocated_daily
),

rows_of_ads as (
    select
        date_day,
        platform,
        account_id,
        campaign_id,
        currency_code,
        ad_group_id,
        ad_id,
        ad_group_name,
        ad_name,
        reach,
        spend,
        impressions,
        clicks,
        link_clicks,
        video_views,
        engagements,
        conversions,
        conversion_value,
        view_through_conversions,
        platform_leads,
    from entities
    where ad_id != '(unallocated)'
    union all
    select
        date_day,
        platform,
        account_id,
        campaign_id,
        currency_code,
        ad_group_key as ad_group_id,
        '(unallocated)' as ad_id,
        ad_group_name,
        cast(null as string) as ad_name,
        cast(null as int64) as reach,
        spend,
        impressions,
        clicks,
        link_clicks,
        video_views,
        engagements,
        conversions,
        conversion_value,
        view_through_conversions,
        platform_leads,
    from unallocated
    where finer_rows = 0
        or spend != 0
        or impressions != 0
        or clicks != 0
        or link_clicks != 0
        or video_views != 0
        or engagements != 0
        or abs(conversions) > 0.000001
        or conversion_value != 0
        or abs(view_through_conversions) > 0.000001
        or abs(platform_leads) > 0.000001
),

final as (
    select
        rows_of_ads.*,
        campaign_daily.campaign_name,
        campaign_daily.channel,
        campaign_daily.is_provisional,
        campaign_daily.is_final,
    from rows_of_ads
    inner join campaign_daily
        on rows_of_ads.date_day = campaign_daily.date_day
        and rows_of_ads.platform = campaign_daily.platform
        and rows_of_ads.account_id = campaign_daily.account_id
        and rows_of_ads.campaign_id = campaign_daily.campaign_id
        and rows_of_ads.currency_code = campaign_daily.currency_code
)

select *
from final
