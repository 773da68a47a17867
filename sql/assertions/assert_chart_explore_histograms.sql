-- step: publish
-- The bins of every metric hold each of its values once.
-- Returns: one row per metric whose number of values differs.
with truth as (
    select
        metric,
        count(value) as n,
    from marts.int_metric_values
    group by metric
),

reported as (
    select
        metric,
        sum(n) as n,
    from reporting.rpt_metric_histogram
    where dimension = 'all'
    group by metric
)

select
    coalesce(truth.metric, reported.metric) as metric,
    truth.n as n,
    reported.n as reported_n,
from truth
full outer join reported
    on truth.metric = reported.metric
where coalesce(truth.n, 0) != coalesce(reported.n, 0)
