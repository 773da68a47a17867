-- What a campaign looked like over 28 days, for the leads that came from it.
-- Grain: one row per platform, account_id, campaign_id and date_day with spend or leads; sums over the 28 days up to date_day.
-- known_at: the last second of that day; superseded_at: that of the next such day, NULL for the last. Leads are counted by the day they arrived.
-- Money: in the campaign's one currency; NULL where it has several. cpl_to_median: cost per lead over the median of the account's campaigns
-- of that day with at least 20 leads. Only final days; ratios are of sums; unknown parts are left out.
create or replace view marts.int_lead_campaign_windows as
with campaign_daily as (
    select *
    from marts.fct_campaign_daily
    where is_final
        and campaign_id is not null
),

leads as (
    select *
    from marts.int_leads
    where date_day is not null
        and campaign_id != '(unattributed)'
),

settings as (
    select *
    from marts.int_settings
),

days as (
    select
        platform,
        account_id,
        campaign_id,
        date_day,
        if(count(distinct currency_code) = 1, cast(sum(spend) as float64), null) as spend,
        sum(impressions) as impressions,
        sum(clicks) as clicks,
        sum(conversions) as conversions,
        0 as leads,
    from campaign_daily
    group by platform, account_id, campaign_id, date_day
    union all
    select
        platform,
        account_id,
        campaign_id,
        date_day,
        cast(null as float64) as spend,
        cast(null as int64) as impressions,
        cast(null as int64) as clicks,
        cast(null as float64) as conversions,
        count(*) as leads,
    from leads
    group by platform, account_id, campaign_id, date_day
),

merged as (
    select
        platform,
        account_id,
        campaign_id,
        date_day,
        sum(spend) as spend,
        sum(impressions) as impressions,
        sum(clicks) as clicks,
        sum(conversions) as conversions,
        sum(leads) as leads,
    from days
    group by platform, account_id, campaign_id, date_day
),

summed as (
    select
        platform,
        account_id,
        campaign_id,
        date_day,
        lead(date_day) over (partition by platform, account_id, campaign_id order by date_day) as next_day,
        sum(spend) over window_28 as spend,
        sum(impressions) over window_28 as impressions,
        sum(clicks) over window_28 as clicks,
        sum(conversions) over window_28 as conversions,
        sum(leads) over window_28 as leads,
    from merged
    window window_28 as (
        partition by platform, account_id, campaign_id
        order by unix_date(date_day)
        range between 27 preceding and current row
    )
),

costed as (
    select
        *,
        safe_divide(spend, leads) as cpl,
        percentile_cont(if(leads >= 20, safe_divide(spend, leads), null), 0.5) over (
            partition by platform, account_id, date_day
        ) as median_cpl,
    from summed
),

final as (
    select
        costed.platform,
        costed.account_id,
        costed.campaign_id,
        costed.date_day,
        timestamp_sub(
            timestamp(date_add(costed.date_day, interval 1 day), settings.time_zone), interval 1 second
        ) as known_at,
        timestamp_sub(
            timestamp(date_add(costed.next_day, interval 1 day), settings.time_zone), interval 1 second
        ) as superseded_at,
        costed.spend,
        safe_divide(costed.clicks, costed.impressions) as ctr,
        safe_divide(costed.spend, costed.clicks) as cpc,
        safe_divide(costed.spend, costed.conversions) as cpa,
        costed.cpl,
        safe_divide(costed.conversions, costed.clicks) as conversion_rate,
        if(costed.leads >= 20, safe_divide(costed.cpl, costed.median_cpl), null) as cpl_to_median,
    from costed
    cross join settings
)

select *
from final
