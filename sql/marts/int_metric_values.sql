-- Values of every metric by channel, as points for statistics.
-- Grain: one row per metric and observation: a campaign-day (ad KPIs), a session (session_seconds), a channel-day (bounce_rate).
-- Metrics of money also carry their currency_code and are never pooled across currencies; others have NULL.
-- value is NULL where the observation has none: such points are counted as missing.
create or replace view marts.int_metric_values as
with performance as (
    select
        channel,
        currency_code,
        safe_divide(cast(ctr_clicks as float64), cast(ctr_impressions as float64)) as ctr,
        safe_divide(cast(cpc_spend as float64), cast(cpc_clicks as float64)) as cpc,
        safe_divide(cast(cpa_spend as float64), cpa_conversions) as cpa,
        safe_divide(cast(spend as float64), cast(leads as float64)) as cpl,
        safe_divide(cast(revenue - spend as float64), cast(spend as float64)) as roi,
        cast(spend as float64) as spend,
        cast(impressions as float64) as impressions,
        cast(clicks as float64) as clicks,
        conversions,
    from marts.int_performance_daily
    where source_rows > 0
),

sessions as (
    select *
    from marts.int_sessions
),

web_days as (
    select
        date_day,
        channel,
        safe_divide(cast(countif(is_bounce) as float64), cast(count(is_bounce) as float64)) as bounce_rate,
    from sessions
    group by date_day, channel
),

final as (
    select
        point.metric,
        performance.channel,
        if(point.is_money, performance.currency_code, null) as currency_code,
        point.value,
    from performance
    cross join unnest([
        struct('ctr' as metric, performance.ctr as value, false as is_money),
        struct('cpc' as metric, performance.cpc as value, true as is_money),
        struct('cpa' as metric, performance.cpa as value, true as is_money),
        struct('cpl' as metric, performance.cpl as value, true as is_money),
        struct('roi' as metric, performance.roi as value, false as is_money),
        struct('spend' as metric, performance.spend as value, true as is_money),
        struct('impressions' as metric, performance.impressions as value, false as is_money),
        struct('clicks' as metric, performance.clicks as value, false as is_money),
        struct('conversions' as metric, performance.conversions as value, false as is_money)
    ]) as point
    union all
    select
        'session_seconds' as metric,
        channel,
        cast(null as string) as currency_code,
        cast(session_seconds as float64) as value,
    from sessions
    union all
    select
        'bounce_rate' as metric,
        channel,
        cast(null as string) as currency_code,
        bounce_rate as value,
    from web_days
)

select *
from final
