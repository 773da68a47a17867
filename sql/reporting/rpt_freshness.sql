-- How far each source's data reach, and what stands in the way.
-- Grain: one row per source, account_id, report: files and every report of the API sources that settings name, also never read ones. For files the report is the family and account_id is NULL; of a source that was never reached it is NULL, too.
-- date_day: data through. change_cursor: of CRM changes, the point up to which they are in the warehouse. last_success_at is UTC. missing_slices: days never read between the first and the last; NULL for files, lists and CRM changes, which have none.
-- row_count, quarantined_rows: of the files that count now, of the last load of each day or list; row_count is NULL for CRM changes, whose loads hold what changed, not what there is.
-- status: ok; stale = data end more than 2 days before as_of, or the platform's quota is spent; a list (campaigns, lookup, …) of files has no end; refused = the latest file of the family was refused; failed = the last try failed, reason says what to do; partial = rows were held back; empty = nothing loaded.
-- Dropped: files that were taken back; accounts that are no longer listed.
create or replace view reporting.rpt_freshness as
with files as (
    select *
    from ops.files
    qualify row_number() over (partition by file_key order by attempt desc) = 1
),

settings as (
    select *
    from marts.int_settings
),

latest as (
    select
        family,
        file_name,
        event,
    from files
    where event != 'undone'
    qualify row_number() over (partition by family order by imported_at desc, file_key) = 1
),

families as (
    select
        family,
        max(if(event = 'imported', last_day, null)) as data_through,
        family not in (
            'campaigns', 'lookup', 'experiments', 'holidays', 'lift_tests', 'paths', 'ad_periods'
        ) as has_days,
        max(if(event = 'imported', imported_at, null)) as last_success_at,
        sum(rows_loaded) as row_count,
        sum(rows_quarantined) as quarantined_rows,
    from files
    where event != 'undone'
        and family is not null
    group by family
),

sources as (
    select *
    from marts.int_source_freshness
),

file_families as (
    select
        'file' as source,
        cast(null as string) as account_id,
        families.family as report,
        families.data_through as date_day,
        cast(null as string) as change_cursor,
        families.last_success_at,
        cast(null as int64) as missing_slices,
        families.row_count,
        families.quarantined_rows,
        case
            when latest.event = 'refused' then 'refused'
            when families.last_success_at is null then 'empty'
            when families.has_days and families.data_through < date_sub(settings.as_of, interval 2 day) then 'stale'
            else 'ok'
        end as status,
        case
            when latest.event = 'refused' then concat('the latest file, ', latest.file_name, ', was refused')
            when families.has_days and families.data_through < date_sub(settings.as_of, interval 2 day) then concat(
                'data end ',
                cast(date_diff(settings.as_of, families.data_through, day) as string),
                ' days before ',
                cast(settings.as_of as string)
            )
        end as reason,
    from families
    cross join settings
    left join latest
        on families.family = latest.family
),

final as (
    select
        source,
        account_id,
        report,
        date_day,
        change_cursor,
        last_success_at,
        missing_slices,
        row_count,
        quarantined_rows,
        status,
        reason,
    from file_families
    union all
    select
        source,
        account_id,
        report,
        data_through as date_day,
        change_cursor,
        last_success_at,
        missing_slices,
        row_count,
        quarantined_rows,
        status,
        reason,
    from sources
)

select *
from final
