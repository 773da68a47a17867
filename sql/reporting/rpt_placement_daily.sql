-- materialize: table
-- Ad results by where ads were shown and day.
-- Grain: one row per date_day, platform, account_id, campaign_id, currency_code, placement, position, device.
-- placement: Google's network, Facebook's publisher platform. "(unallocated)" is what the platform does not place.
-- Units: money in currency_code; rates 0-1; cpm per 1000. date_day is the account's local day. Ratios are NULL for a zero or unknown part.
-- Dropped: campaign-days that the platform does not split.
create or replace view reporting.rpt_placement_daily as
with placement_daily as (
    select *
    from marts.fct_placement_daily
),

accounts as (
    select *
    from marts.dim_account
    where is_current
),

named as (
    select
        placement_daily.*,
        coalesce(accounts.account_name, placement_daily.account_id) as account,
        coalesce(placement_daily.campaign_name, placement_daily.campaign_id) as campaign,
    from placement_daily
    left join accounts
        on placement_daily.platform = accounts.platform
        and placement_daily.account_id = accounts.account_id
),

final as (
    select
        date_day,
        platform,
        account_id,
        account,
        campaign_id,
        campaign,
        channel,
        currency_code,
        placement,
        position,
        device,
        spend,
        impressions,
        clicks,
        conversions,
        conversion_value,
        safe_divide(cast(clicks as float64), cast(impressions as float64)) as ctr,
        safe_divide(cast(spend as float64), cast(clicks as float64)) as cpc,
        1000 * safe_divide(cast(spend as float64), cast(impressions as float64)) as cpm,
        safe_divide(conversions, cast(clicks as float64)) as conversion_rate,
        safe_divide(cast(spend as float64), conversions) as cpa,
        safe_divide(cast(conversion_value as float64), cast(spend as float64)) as platform_roas,
        is_provisional,
        is_final,
    from named
)

select *
from final
