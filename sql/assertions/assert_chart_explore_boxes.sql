-- step: publish
-- The statistics of every metric cover each of its values once.
-- Returns: one row per metric whose number of values or unknown values differs.
with truth as (
    select
        metric,
        count(value) as n,
        countif(value is null) as missing,
    from marts.int_metric_values
    group by metric
),

reported as (
    select
        metric,
        sum(n) as n,
        sum(missing) as missing,
    from reporting.rpt_metric_statistics
    where dimension = 'channel'
    group by metric
)

select
    coalesce(truth.metric, reported.metric) as metric,
    truth.n as n,
    reported.n as reported_n,
    truth.missing as missing,
    reported.missing as reported_missing,
from truth
full outer join reported
    on truth.metric = reported.metric
where coalesce(truth.n, 0) != coalesce(reported.n, 0)
    or coalesce(truth.missing, 0) != coalesce(reported.missing, 0)
