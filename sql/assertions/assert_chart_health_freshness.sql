-- step: publish
-- Every family shows the rows held back from its files, and every report that settings name is there.
-- Returns: one row per family whose held back rows differ, and per report that is missing.
with files as (
    select *
    from ops.files
    qualify row_number() over (partition by file_key order by attempt desc) = 1
),

truth as (
    select
        family as report,
        sum(rows_quarantined) as quarantined_rows,
    from files
    where event != 'undone'
        and family is not null
    group by family
    union all
    select
        report_key as report,
        cast(null as int64) as quarantined_rows,
    from ops.source_reports
),

reported as (
    select
        report,
        sum(quarantined_rows) as quarantined_rows,
    from reporting.rpt_freshness
    where source = 'file'
    group by report
    union all
    select
        concat(source, '/', report) as report,
        cast(null as int64) as quarantined_rows,
    from reporting.rpt_freshness
    where source != 'file'
    group by
        source,
        report
)

select
    coalesce(truth.report, reported.report) as report,
    truth.quarantined_rows as quarantined_rows,
    reported.quarantined_rows as reported_quarantined_rows,
from truth
full outer join reported
    on truth.report = reported.report
where coalesce(truth.quarantined_rows, 0) != coalesce(reported.quarantined_rows, 0)
    or truth.report is null
    or reported.report is null
