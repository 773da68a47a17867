-- How far the published slices of each report of an account reach.
-- Grain: one row per source, report and account that anything was published of. Times are UTC instants, days the account's local days.
-- data_through: last day that was read after it had ended; for CRM changes the day of the last complete reading; NULL for a list.
-- missing_slices: days between the first and the last one that were never read; NULL for what has no days.
-- row_count: rows of the last load of each slice; NULL for CRM changes, whose loads hold what changed, not what there is.
-- A day counts once every table of the report has it.
create or replace view marts.int_source_reach as
with slices as (
    select *
    from staging.stg_ops__source_slices
),

accounts as (
    select *
    from staging.stg_ops__source_accounts
),

report_tables as (
    select
        source,
        report,
        count(distinct table_name) as table_count,
    from slices
    where date_day is not null
    group by
        source,
        report
),

days as (
    select
        slices.source,
        slices.report,
        slices.account_id,
        slices.date_day,
        max(
            date(slices.read_started_at, coalesce(accounts.account_time_zone, 'UTC')) > slices.date_day
        ) as is_complete,
    from slices
    inner join report_tables
        on slices.source = report_tables.source
        and slices.report = report_tables.report
    left join accounts
        on slices.source = accounts.source
        and slices.account_id = accounts.account_id
    where slices.date_day is not null
    group by
        slices.source,
        slices.report,
        slices.account_id,
        slices.date_day
    having count(distinct slices.table_name) = max(report_tables.table_count)
),

day_reach as (
    select
        source,
        report,
        account_id,
        max(if(is_complete, date_day, null)) as data_through,
        date_diff(max(date_day), min(date_day), day) + 1 - count(*) as missing_slices,
    from days
    group by
        source,
        report,
        account_id
),

loaded as (
    select
        source,
        report,
        account_id,
        max(
            if(
                date_day is not null or ends_with(slice_key, '/listing') or ends_with(slice_key, '/changes'),
                published_at,
                null
            )
        ) as last_success_at,
        max(if(ends_with(slice_key, '/changes'), published_at, null)) as last_changes_at,
        sum(if(date_day is not null or ends_with(slice_key, '/listing'), rows_loaded, null)) as row_count,
        sum(rows_quarantined) as quarantined_rows,
    from slices
    group by
        source,
        report,
        account_id
),

final as (
    select
        loaded.source,
        loaded.report,
        loaded.account_id,
        coalesce(
            day_reach.data_through,
            date(loaded.last_changes_at, coalesce(accounts.account_time_zone, 'UTC'))
        ) as data_through,
        loaded.last_success_at,
        day_reach.missing_slices,
        loaded.row_count,
        loaded.quarantined_rows,
    from loaded
    left join day_reach
        on loaded.source = day_reach.source
        and loaded.report = day_reach.report
        and loaded.account_id = day_reach.account_id
    left join accounts
        on loaded.source = accounts.source
        and loaded.account_id = accounts.account_id
)

select *
from final
