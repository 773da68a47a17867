-- What raw.file_lead_facts holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_lead_facts as
with kept_rows as (
    select *
    from staging.stg_file__lead_facts
),

counted as (
    select
        count(*) as row_count,
        min(date(known_at)) as first_day,
        max(date(known_at)) as last_day,
        count(lead_id) as n_lead_id, count(distinct lead_id) as d_lead_id,
        count(fact) as n_fact, count(distinct fact) as d_fact,
        count(value_number) as n_value_number, count(distinct value_number) as d_value_number,
        count(value_text) as n_value_text, count(distinct value_text) as d_value_text,
        count(known_at) as n_known_at, count(distinct known_at) as d_known_at,
    from kept_rows
),

final as (
    select
        'file_lead_facts' as table_name,
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
        struct('lead_id' as column_name, n_lead_id as filled, d_lead_id as distinct_values, 'lead score' as purpose),
        struct('fact' as column_name, n_fact as filled, d_fact as distinct_values, 'lead score' as purpose),
        struct('value_number' as column_name, n_value_number as filled, d_value_number as distinct_values, 'lead score' as purpose),
        struct('value_text' as column_name, n_value_text as filled, d_value_text as distinct_values, 'lead score' as purpose),
        struct('known_at' as column_name, n_known_at as filled, d_known_at as distinct_values, 'lead score at a point in time' as purpose)
    ]) as entry
)

select *
from final
