-- materialize: table
-- How the values of every metric are spread over 20 bins of equal width, overall and by channel.
-- Grain: one row per metric, dimension, level, currency_code and bin (0 to 19); bins without values are left out.
-- lower is inside the bin, upper belongs to the next one, but the maximum to the last. A metric with one value has bin 0 alone.
-- Observations and units as in rpt_metric_statistics; date_day is as_of.
create or replace view reporting.rpt_metric_histogram as
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
    where value is not null
),

settings as (
    select *
    from marts.int_settings
),

ranged as (
    select
        *,
        min(value) over (partition by metric, dimension, level, currency_code) as minimum,
        max(value) over (partition by metric, dimension, level, currency_code) as maximum,
    from points
),

binned as (
    select
        *,
        least(
            cast(floor(coalesce(safe_divide(20 * (value - minimum), maximum - minimum), 0)) as int64),
            19
        ) as bin,
        (maximum - minimum) / 20 as width,
    from ranged
),

counted as (
    select
        metric,
        dimension,
        level,
        currency_code,
        bin,
        min(minimum) + bin * min(width) as lower,
        min(minimum) + (bin + 1) * min(width) as upper,
        count(*) as n,
    from binned
    group by metric, dimension, level, currency_code, bin
),

final as (
    select
        settings.as_of as date_day,
        counted.*,
    from counted
    cross join settings
)

select *
from final
