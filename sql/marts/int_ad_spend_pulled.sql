-- materialize: table
-- Ad days of Google Ads and Facebook Ads with the names and channel they had that day.
-- Grain: one row per platform, account_id, date_day, campaign_id, currency_code, level, ad_group_id, ad_id (int_ad_levels_pulled).
-- Names are those at the end of the day in the account's time zone; the settings' zone where the account states none.
-- A campaign that the account does not list (deleted before the first listing) has the name of its result rows, if they have one.
-- channel: the campaign's; of one not listed paid_social for Facebook, else the platform.
-- is_counted: the row feeds fct_campaign_daily: the coarsest level of its campaign-day.
create or replace view marts.int_ad_spend_pulled as
with ad_levels as (
    select *
    from marts.int_ad_levels_pulled
),

campaigns as (
    select *
    from marts.int_campaign_versions
),

parts as (
    select *
    from marts.int_ad_part_versions
),

settings as (
    select *
    from marts.int_settings
),

timed as (
    select
        ad_levels.*,
        timestamp(
            date_add(ad_levels.date_day, interval 1 day),
            coalesce(ad_levels.account_time_zone, settings.time_zone)
        ) as day_ends_at,
    from ad_levels
    cross join settings
),

final as (
    select
        timed.* except (stated_campaign_name),
        coalesce(campaigns.campaign_name, timed.stated_campaign_name) as campaign_name,
        coalesce(
            campaigns.channel,
            if(timed.platform = 'facebook_ads', 'paid_social', timed.platform)
        ) as channel,
        ad_groups.part_name as ad_group_name,
        ads.part_name as ad_name,
        timed.level = min(timed.level) over (
            partition by timed.platform, timed.account_id, timed.date_day, timed.campaign_id
        ) as is_counted,
    from timed
    left join campaigns
        on timed.platform = campaigns.platform
        and timed.account_id = campaigns.account_id
        and timed.campaign_id = campaigns.campaign_id
        and campaigns.valid_from < timed.day_ends_at
        and coalesce(campaigns.valid_to >= timed.day_ends_at, true)
    left join parts as ad_groups
        on timed.platform = ad_groups.platform
        and timed.account_id = ad_groups.account_id
        and ad_groups.level = 2
        and timed.ad_group_id = ad_groups.part_id
        and ad_groups.valid_from < timed.day_ends_at
        and coalesce(ad_groups.valid_to >= timed.day_ends_at, true)
    left join parts as ads
        on timed.platform = ads.platform
        and timed.account_id = ads.account_id
        and ads.level = 3
        and timed.ad_id = ads.part_id
        and timed.ad_group_id is not distinct from ads.ad_group_id
        and ads.valid_from < timed.day_ends_at
        and coalesce(ads.valid_to >= timed.day_ends_at, true)
)

select *
from final
