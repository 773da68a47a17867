-- Ad results by campaign and day, the flat table that media-mix work starts from.
-- Grain: one row per date_day, platform, account_id, campaign_id, currency_code; day_of_week 1 = Monday … 7 = Sunday.
-- spend and revenue in currency_code; revenue is what the platform reports (conversion_value). Ratios from this row's sums, 0–1; NULL
-- where a part is unknown or 0. is_holiday: NULL where no holidays are loaded. campaign_type: the listed objective, else by the name.
-- time_period: month, YYYY-MM.
create or replace view reporting.rpt_ads_daily as
with campaign_daily as (
    select *
    from marts.fct_campaign_daily
),

campaigns as (
    select *
    from marts.dim_campaign
    where is_current
),

holidays as (
    select distinct holiday_date
    from staging.stg_file__holidays
    where region_code is null
),

holiday_count as (
    select count(*) as days
    from holidays
),

final as (
    select
        campaign_daily.date_day,
        campaign_daily.account_id,
        campaign_daily.campaign_id,
        coalesce(campaign_daily.campaign_name, campaign_daily.campaign_id) as campaign,
        campaign_daily.platform,
        campaign_daily.currency_code,
        campaign_daily.spend,
        campaign_daily.impressions,
        campaign_daily.clicks,
        campaign_daily.conversions,
        campaign_daily.conversion_value as revenue,
        safe_divide(campaign_daily.clicks, campaign_daily.impressions) as ctr,
        safe_divide(campaign_daily.conversions, campaign_daily.clicks) as cvr,
        safe_divide(cast(campaign_daily.spend as float64), campaign_daily.conversions) as cpa,
        safe_divide(
            cast(campaign_daily.conversion_value as float64),
            cast(campaign_daily.spend as float64)
        ) as roas,
        mod(extract(dayofweek from campaign_daily.date_day) + 5, 7) + 1 as day_of_week,
        extract(dayofweek from campaign_daily.date_day) in (1, 7) as is_weekend,
        if(holiday_count.days = 0, null, holidays.holiday_date is not null) as is_holiday,
        coalesce(
            lower(campaigns.objective),
            case
                when regexp_contains(lower(campaign_daily.campaign_name), r'brand') then 'brand'
                when regexp_contains(lower(campaign_daily.campaign_name), r'launch') then 'launch'
                when regexp_contains(lower(campaign_daily.campaign_name), r're-?targeting|re-?marketing') then 'retargeting'
                when regexp_contains(lower(campaign_daily.campaign_name), r'(^|[^a-z])leads?([^a-z]|gen|$)') then 'lead_generation'
                else 'other'
            end
        ) as campaign_type,
        format_date('%Y-%m', campaign_daily.date_day) as time_period,
    from campaign_daily
    cross join holiday_count
    left join holidays
        on campaign_daily.date_day = holidays.holiday_date
    left join campaigns
        on campaign_daily.platform = campaigns.platform
        and campaign_daily.account_id = campaigns.account_id
        and campaign_daily.campaign_id = campaigns.campaign_id
)

select *
from final
