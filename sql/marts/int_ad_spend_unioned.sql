-- materialize: table
-- Ad days of all sources, each row with the answer whether it counts.
-- Grain: one row per kept source row with a day. Money is in currency_code; date_day is the account's local day.
-- source: file, google_ads or facebook_ads. Of one campaign-day (platform, account, campaign, day) one source counts at all its levels:
-- the platform's API before files. Of that source the coarsest level feeds the campaign (is_counted): campaign rows before ad group rows
-- before ad rows. is_split_kept: the row is used at its own level, for fct_ad_daily.
-- Dropped: nothing; rows that do not count stay, marked; those of files are reported as superseded_level.
-- The is_…_reported columns say whether the row's source states a measure at all: a row that lacks it is then left out of ratios.
-- An account that states no value for any of its conversions has unknown values, also on days without conversions: the zeros of those days
-- alone would make a return of 0.
create or replace view marts.int_ad_spend_unioned as
with filed as (
    select *
    from marts.int_ad_spend_filed
),

pulled as (
    select *
    from marts.int_ad_spend_pulled
),

valued as (
    select
        * except (conversion_value),
        if(
            countif(conversions > 0) over (partition by platform, account_id) > 0
            and count(if(conversions > 0, conversion_value, null)) over (partition by platform, account_id) = 0,
            null,
            conversion_value
        ) as conversion_value,
    from pulled
),

pulled_days as (
    select distinct
        date_day,
        platform,
        account_id,
        campaign_id,
    from pulled
),

final as (
    select
        filed.* except (is_split_kept, is_counted),
        cast(null as int64) as video_views,
        cast(null as float64) as view_through_conversions,
        cast(null as string) as account_time_zone,
        filed.is_split_kept and pulled_days.date_day is null as is_split_kept,
        filed.is_counted and pulled_days.date_day is null as is_counted,
    from filed
    left join pulled_days
        on filed.date_day = pulled_days.date_day
        and filed.platform = pulled_days.platform
        and filed.account_id = pulled_days.account_id
        and filed.campaign_id = pulled_days.campaign_id
    union all
    select
        platform as source,
        cast(null as string) as file_key,
        cast(null as int64) as row_number,
        loaded_at,
        date_day,
        platform,
        account_id,
        campaign_id,
        campaign_name,
        channel,
        concat(platform, '/', campaign_id) as listing_id,
        level,
        ad_group_id,
        ad_group_name,
        ad_id,
        ad_name,
        cast(null as string) as keyword,
        cast(null as string) as device,
        cast(null as string) as country,
        cast(null as string) as age,
        cast(null as string) as gender,
        currency_code,
        spend,
        conversion_value,
        impressions,
        clicks,
        link_clicks,
        reach,
        engagements,
        conversions,
        cast(null as float64) as platform_leads,
        cast(null as string) as derived_from,
        cast(null as string) as flags,
        level as counted_level,
        '' as breakdown,
        true as is_spend_reported,
        true as is_impressions_reported,
        true as is_clicks_reported,
        count(conversions) over (partition by platform, account_id) > 0 as is_conversions_reported,
        count(conversion_value) over (partition by platform, account_id) > 0 as is_conversion_value_reported,
        video_views,
        view_through_conversions,
        account_time_zone,
        true as is_split_kept,
        is_counted,
    from valued
)

select *
from final
