-- materialize: table
-- What marketing cost and brought, by campaign and day.
-- Grain: one row per date_day, platform, account_id, campaign_id, currency_code; of "(unattributed)" also per channel.
-- Units: money in currency_code, <column>_reporting in the reporting currency (NULL without a rate of at most 7 days); rates 0-1; cpm per 1000.
-- date_day is the account's local day; leads, their stages and revenue count on the day the lead arrived (cohort).
-- Ratios: NULL for a zero or unknown denominator. Those of one source row (ctr, cpc, cpm, conversion_rate, cpa, platform_roas, cpv, view_rate)
-- sum only rows where both parts are known: the <ratio>_<part> columns, which totals divide too. rows_left_out counts the others.
-- spend_final: spend of days that the platform restates no more.
-- Leads without a campaign stand at "(unattributed)" with spend NULL, so totals of cpl, cac, roas divide sums over all rows.
-- Limits: revenue_basis may differ between accounts; platform claims and CRM figures stand in columns of their own.
create or replace view reporting.rpt_performance_daily as
with performance as (
    select *
    from marts.int_performance_daily
),

accounts as (
    select *
    from marts.dim_account
    where is_current
),

fx_rates as (
    select *
    from marts.int_fx_rates
),

settings as (
    select *
    from marts.int_settings
),

rated as (
    select
        performance.*,
        coalesce(accounts.account_name, performance.account_id) as account,
        coalesce(performance.campaign_name, performance.campaign_id) as campaign,
        if(
            performance.currency_code = settings.reporting_currency,
            numeric '1',
            fx_rates.rate
        ) as reporting_rate,
    from performance
    cross join settings
    left join accounts
        on performance.platform = accounts.platform
        and performance.account_id = accounts.account_id
    left join fx_rates
        on performance.currency_code = fx_rates.from_currency
        and performance.date_day >= fx_rates.date_day
        and performance.date_day < fx_rates.valid_until
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
        spend,
        cast(spend * reporting_rate as numeric) as spend_reporting,
        spend_final,
        impressions,
        clicks,
        link_clicks,
        video_views,
        engagements,
        conversions,
        conversion_value,
        cast(conversion_value * reporting_rate as numeric) as conversion_value_reporting,
        view_through_conversions,
        platform_leads,
        leads,
        mqls,
        sqls,
        opportunities,
        pipeline_value,
        won_deals,
        new_customers,
        lost_deals,
        revenue,
        cast(revenue * reporting_rate as numeric) as revenue_reporting,
        revenue_basis,
        ctr_clicks,
        ctr_impressions,
        cpc_spend,
        cpc_clicks,
        cpm_spend,
        cpm_impressions,
        conversion_rate_conversions,
        conversion_rate_clicks,
        cpa_spend,
        cpa_conversions,
        platform_roas_conversion_value,
        platform_roas_spend,
        if(revenue_basis = 'reported', platform_roas_conversion_value, revenue) as roas_revenue,
        if(revenue_basis = 'reported', platform_roas_spend, if(revenue is null, null, spend)) as roas_spend,
        safe_divide(cast(ctr_clicks as float64), cast(ctr_impressions as float64)) as ctr,
        safe_divide(cast(cpc_spend as float64), cast(cpc_clicks as float64)) as cpc,
        1000 * safe_divide(cast(cpm_spend as float64), cast(cpm_impressions as float64)) as cpm,
        safe_divide(conversion_rate_conversions, cast(conversion_rate_clicks as float64)) as conversion_rate,
        safe_divide(cast(cpa_spend as float64), cpa_conversions) as cpa,
        safe_divide(cast(spend as float64), cast(leads as float64)) as cpl,
        safe_divide(cast(spend as float64), cast(mqls as float64)) as cost_per_mql,
        safe_divide(cast(spend as float64), cast(sqls as float64)) as cost_per_sql,
        safe_divide(cast(spend as float64), cast(new_customers as float64)) as cac,
        if(
            revenue_basis = 'reported',
            safe_divide(cast(platform_roas_conversion_value as float64), cast(platform_roas_spend as float64)),
            safe_divide(cast(revenue as float64), cast(spend as float64))
        ) as roas,
        if(
            revenue_basis = 'reported',
            safe_divide(
                cast(platform_roas_conversion_value - platform_roas_spend as float64),
                cast(platform_roas_spend as float64)
            ),
            safe_divide(cast(revenue - spend as float64), cast(spend as float64))
        ) as romi,
        safe_divide(
            cast(platform_roas_conversion_value as float64),
            cast(platform_roas_spend as float64)
        ) as platform_roas,
        safe_divide(cast(mqls as float64), cast(leads as float64)) as qualified_rate,
        safe_divide(cast(won_deals as float64), cast(won_deals + lost_deals as float64)) as win_rate,
        safe_divide(cast(spend as float64), cast(video_views as float64)) as cpv,
        safe_divide(cast(video_views as float64), cast(impressions as float64)) as view_rate,
        safe_divide(cast(spend_final as float64), cast(spend as float64)) as spend_final_share,
        coalesce(rows_left_out, 0) as rows_left_out,
        coalesce(source_rows, 0) as source_rows,
        reporting_rate,
        is_provisional,
    from rated
)

select *
from final
