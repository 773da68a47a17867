-- materialize: table
-- Spread of every metric, overall and by channel.
-- Grain: one row per metric, dimension, level, currency_code. dimension: all (level "(all)") or channel.
-- Observations: campaign-days for ad KPIs, sessions for session_seconds, channel-days for bounce_rate. date_day is as_of.
-- n counts values, missing observations without one. sd is the sample's. outliers: values beyond 1.5 interquartile ranges from the quartiles.
-- Units: those of the metric; money in currency_code; none of it is additive.
create or replace view reporting.rpt_metric_statistics as
with points as (
    select
        metric,
        level.dimension,
        level.level,
        currency_code,
        value,
    from marts.int_metric_values
    cross join unnest([
        struct('all' as dimension, '(all)' as level),
        struct('channel' as dimension, channel as level)
    ]) as level
),

settings as (
    select *
    from marts.int_settings
),

quartiles as (
    select
        *,
        percentile_cont(value, 0.25) over (partition by metric, dimension, level, currency_code) as q1,
        percentile_cont(value, 0.5) over (partition by metric, dimension, level, currency_code) as middle,
        percentile_cont(value, 0.75) over (partition by metric, dimension, level, currency_code) as q3,
    from points
),

summed as (
    select
        metric,
        dimension,
        level,
        currency_code,
        count(value) as n,
        countif(value is null) as missing,
        avg(value) as mean,
        max(middle) as median,
        stddev(value) as sd,
        min(value) as minimum,
        max(value) as maximum,
        max(q1) as q1,
        max(q3) as q3,
        countif(value < q1 - 1.5 * (q3 - q1) or value > q3 + 1.5 * (q3 - q1)) as outliers,
    from quartiles
    group by metric, dimension, level, currency_code
),

final as (
    select
        settings.as_of as date_day,
        summed.*,
    from summed
    cross join settings
)

select *
from final
