-- Ad days of files, each row with the answer whether it would count if files were all there is (int_ad_spend_unioned decides).
-- Grain: one row per kept source row with a day. Money is in currency_code; date_day is the account's local day.
-- One level counts: per platform, account, campaign and day the coarsest level feeds the campaign (is_counted): campaign rows before
-- ad group rows before ad rows. Within one entity and day a total without a breakdown counts before a breakdown, and of two
-- breakdowns the one loaded last (is_split_kept).
-- Dropped: nothing; rows that do not count stay, marked, and are reported as superseded_level.
-- The is_…_reported columns say whether the row's file states a measure in any row: a row that lacks it is then left out of ratios.
create or replace view marts.int_ad_spend_filed as
with ad_rows as (
    select *
    from marts.int_ad_rows
    where date_day is not null
),

ad_levels as (
    select *
    from marts.int_ad_levels
),

files as (
    select
        file_key,
        count(spend) > 0 as is_spend_reported,
        count(impressions) > 0 as is_impressions_reported,
        count(clicks) > 0 as is_clicks_reported,
        count(conversions) > 0 as is_conversions_reported,
        count(conversion_value) > 0 as is_conversion_value_reported,
    from ad_rows
    group by file_key
),

levelled as (
    select
        ad_rows.* except (family, period_start, period_end, stated_ctr, stated_cpl, stated_qualified_rate),
        ad_levels.counted_level,
        if(
            coalesce(ad_rows.device, ad_rows.country, ad_rows.age, ad_rows.gender, ad_rows.keyword) is null
            and ad_levels.has_plain_rows,
            '',
            ad_levels.breakdown
        ) as breakdown,
        files.is_spend_reported,
        files.is_impressions_reported,
        files.is_clicks_reported,
        files.is_conversions_reported,
        files.is_conversion_value_reported,
    from ad_rows
    inner join ad_levels
        on ad_rows.file_key = ad_levels.file_key
        and ad_rows.level = ad_levels.level
    inner join files
        on ad_rows.file_key = files.file_key
),

-- Only campaign-days with rows at several levels or breakdowns need a decision; most have none.
contested_days as (
    select
        date_day,
        platform,
        account_id,
        campaign_id,
    from levelled
    group by date_day, platform, account_id, campaign_id
    having min(concat(cast(counted_level as string), breakdown)) != max(concat(cast(counted_level as string), breakdown))
),

flagged as (
    select
        levelled.*,
        contested_days.campaign_id is not null as is_contested,
    from levelled
    left join contested_days
        on levelled.date_day = contested_days.date_day
        and levelled.platform = contested_days.platform
        and levelled.account_id = contested_days.account_id
        and levelled.campaign_id = contested_days.campaign_id
),

dated as (
    select
        * except (is_contested),
        max(loaded_at) over (
            partition by date_day, platform, account_id, campaign_id, counted_level, ad_group_id, ad_id, breakdown
        ) as breakdown_loaded_at,
    from flagged
    where is_contested
),

split as (
    select
        * except (breakdown_loaded_at),
        rank() over (
            partition by date_day, platform, account_id, campaign_id, counted_level, ad_group_id, ad_id
            order by if(breakdown = '', 0, 1), breakdown_loaded_at desc, breakdown
        ) = 1 as is_split_kept,
    from dated
),

final as (
    select
        *,
        is_split_kept and counted_level = min(if(is_split_kept, counted_level, null)) over (
            partition by date_day, platform, account_id, campaign_id
        ) as is_counted,
    from split
    union all
    select
        * except (is_contested),
        true as is_split_kept,
        true as is_counted,
    from flagged
    where not is_contested
)

select *
from final
