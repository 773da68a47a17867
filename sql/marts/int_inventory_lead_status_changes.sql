-- What raw.file_lead_status_changes holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_lead_status_changes as
with kept_rows as (
    select *
    from staging.stg_file__lead_status_changes
),

counted as (
    select
        count(*) as row_count,
        min(date(changed_at)) as first_day,
        max(date(changed_at)) as last_day,
        count(lead_id) as n_lead_id, count(distinct lead_id) as d_lead_id,
        count(status) as n_status, count(distinct status) as d_status,
        count(status_text) as n_status_text, count(distinct status_text) as d_status_text,
        count(changed_at) as n_changed_at, count(distinct changed_at) as d_changed_at,
    from kept_rows
),

final as (
    select
        'file_lead_status_changes' as table_name,
        'file' as source,
        entry.column_name,
        counted.row_count,
        entry.filled,
        entry.distinct_values,
        counted.first_day,
        counted.last_day,
        entry.purpose,
    from counted
    cross join unnest([
        struct('lead_id' as column_name, n_lead_id as filled, d_lead_id as distinct_values, 'leads, funnel' as purpose),
        struct('status' as column_name, n_status as filled, d_status as distinct_values, 'stages, lead score' as purpose),
        struct('status_text' as column_name, n_status_text as filled, d_status_text as distinct_values, 'the status as read' as purpose),
        struct('changed_at' as column_name, n_changed_at as filled, d_changed_at as distinct_values, 'days between stages, lead score' as purpose)
    ]) as entry
)

select *
from final
