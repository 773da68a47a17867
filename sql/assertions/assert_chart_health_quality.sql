-- step: publish
-- Every finding of the imports stands in the list, with its rows, unless its file was taken back or read again.
-- Returns: checks whose rows differ; what only the view can see is left out.
with files as (
    select *
    from ops.files
    qualify row_number() over (partition by file_key order by attempt desc) = 1
),

findings as (
    select data_findings.*
    from ops.data_findings as data_findings
    left join files
        on data_findings.file_key = files.file_key
    where data_findings.check_name not in ('superseded_level', 'missing_rate', 'lead_without_day', 'unresolved_campaign')
        and (files.file_key is null or files.event != 'undone')
),

truth as (
    select
        check_name,
        sum(row_count) as row_count,
    from findings
    group by check_name
),

reported as (
    select
        check_name,
        sum(row_count) as row_count,
    from reporting.rpt_data_quality
    where check_name not in ('superseded_level', 'missing_rate', 'lead_without_day', 'unresolved_campaign')
    group by check_name
)

select
    coalesce(truth.check_name, reported.check_name) as check_name,
    truth.row_count as row_count,
    reported.row_count as reported_row_count,
from truth
full outer join reported
    on truth.check_name = reported.check_name
where coalesce(truth.row_count, 0) != coalesce(reported.row_count, 0)
