-- State of every report of every account of the API sources that settings name, also of those that were never read.
-- Grain: one row per source, report and account; account_id is NULL where the source has told of no account yet. Times are UTC instants.
-- change_cursor: of CRM changes, how far they are published; NULL for days and lists.
-- status: failed = the last try failed, or the account cannot be read; partial = rows were held back; stale = quota is spent, or data end too long before as_of; empty = nothing published; ok.
-- A report of days is stale 2 days before as_of, one that is only read weekly 9 days; a list or CRM changes when their last success is.
create or replace view marts.int_source_freshness as
with reports as (
    select *
    from ops.source_reports
),

accounts as (
    select *
    from staging.stg_ops__source_accounts
),

reach as (
    select *
    from marts.int_source_reach
),

cursors as (
    select *
    from staging.stg_ops__source_cursors
),

settings as (
    select *
    from marts.int_settings
),

results as (
    select *
    from ops.ingest_results
    where report is not null
    qualify row_number() over (partition by source, report, account_id order by ended_at desc) = 1
),

source_failures as (
    select *
    from ops.ingest_results
    where report is null
    qualify row_number() over (partition by source order by ended_at desc) = 1
),

wanted as (
    select
        reports.source,
        reports.report,
        accounts.account_id,
        reports.grain,
        if(reports.look_back_days is null and reports.grain = 'days', 9, 2) as stale_after_days,
        if(accounts.status = 'problem', concat(accounts.problem_message, '; fix: ', accounts.problem_fix), null) as problem,
    from reports
    left join accounts
        on reports.source = accounts.source
),

tried as (
    select
        wanted.source,
        wanted.report,
        wanted.account_id,
        wanted.grain,
        wanted.stale_after_days,
        wanted.problem,
        reach.data_through,
        cursors.change_cursor,
        reach.last_success_at,
        reach.missing_slices,
        reach.row_count,
        reach.quarantined_rows,
        case
            when source_failures.ended_at > coalesce(results.ended_at, timestamp '1970-01-01 00:00:00+00') then 'failed'
            else results.state
        end as state,
        case
            when source_failures.ended_at > coalesce(results.ended_at, timestamp '1970-01-01 00:00:00+00')
                then source_failures.detail
            else results.detail
        end as detail,
    from wanted
    left join reach
        on wanted.source = reach.source
        and wanted.report = reach.report
        and wanted.account_id = reach.account_id
    left join cursors
        on wanted.source = cursors.source
        and wanted.report = cursors.report
        and wanted.account_id = cursors.account_id
    left join results
        on wanted.source = results.source
        and wanted.report = results.report
        and wanted.account_id = results.account_id
    left join source_failures
        on wanted.source = source_failures.source
),

judged as (
    select
        tried.*,
        settings.as_of,
        if(tried.grain = 'days', tried.data_through, date(tried.last_success_at)) as reached,
    from tried
    cross join settings
),

final as (
    select
        source,
        account_id,
        report,
        data_through,
        change_cursor,
        last_success_at,
        missing_slices,
        row_count,
        quarantined_rows,
        case
            when problem is not null or state in ('failed', 'skipped') then 'failed'
            when state = 'waiting' then 'stale'
            when last_success_at is null then 'empty'
            when state = 'partial' then 'partial'
            when reached is null or reached < date_sub(as_of, interval stale_after_days day) then 'stale'
            else 'ok'
        end as status,
        case
            when problem is not null then problem
            when state in ('failed', 'skipped', 'waiting', 'partial') then detail
            when last_success_at is null then null
            when reached < date_sub(as_of, interval stale_after_days day) then concat(
                'data end ',
                cast(date_diff(as_of, reached, day) as string),
                ' days before ',
                cast(as_of as string)
            )
        end as reason,
    from judged
)

select *
from final
