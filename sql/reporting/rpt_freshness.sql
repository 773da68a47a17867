-- How far each source's data reach, and what stands in the way.
-- Grain: one row per source, account_id, report. For files the report is the family and account_id is NULL.
-- date_day: data through. last_success_at is UTC. missing_slices: NULL for files, which have none. quarantined_rows: of the files that count now.
-- status: ok; stale = data end more than 2 days before as_of, for families of days and events; a list (campaigns, lookup, …) has no end; refused = the latest file of the family was refused; empty = nothing loaded.
-- Dropped: files that were taken back.
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
        sum(rows_quarantined) as quarantined_rows,
    from files
    where event != 'undone'
        and family is not null
    group by family
),

final as (
    select
        'file' as source,
        cast(null as string) as account_id,
        families.family as report,
        families.data_through as date_day,
        families.last_success_at,
        cast(null as int64) as missing_slices,
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
)

select *
from final
