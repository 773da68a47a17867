-- What raw.file_experiments holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_experiments as
with kept_rows as (
    select *
    from staging.stg_file__experiments
),

counted as (
    select
        count(*) as row_count,
        min(started_on) as first_day,
        max(ended_on) as last_day,
        count(experiment_id) as n_experiment_id, count(distinct experiment_id) as d_experiment_id,
        count(name) as n_name, count(distinct name) as d_name,
        count(hypothesis) as n_hypothesis, count(distinct hypothesis) as d_hypothesis,
        count(metric) as n_metric, count(distinct metric) as d_metric,
        count(arm) as n_arm, count(distinct arm) as d_arm,
        count(unit) as n_unit, count(distinct unit) as d_unit,
        count(entity_id) as n_entity_id, count(distinct entity_id) as d_entity_id,
        count(started_on) as n_started_on, count(distinct started_on) as d_started_on,
        count(ended_on) as n_ended_on, count(distinct ended_on) as d_ended_on,
        count(share) as n_share, count(distinct share) as d_share,
    from kept_rows
),

final as (
    select
        'file_experiments' as table_name,
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
        struct('experiment_id' as column_name, n_experiment_id as filled, d_experiment_id as distinct_values, 'experiments' as purpose),
        struct('name' as column_name, n_name as filled, d_name as distinct_values, 'experiments' as purpose),
        struct('hypothesis' as column_name, n_hypothesis as filled, d_hypothesis as distinct_values, 'experiments' as purpose),
        struct('metric' as column_name, n_metric as filled, d_metric as distinct_values, 'experiments' as purpose),
        struct('arm' as column_name, n_arm as filled, d_arm as distinct_values, 'experiments' as purpose),
        struct('unit' as column_name, n_unit as filled, d_unit as distinct_values, 'experiments' as purpose),
        struct('entity_id' as column_name, n_entity_id as filled, d_entity_id as distinct_values, 'experiments' as purpose),
        struct('started_on' as column_name, n_started_on as filled, d_started_on as distinct_values, 'experiments' as purpose),
        struct('ended_on' as column_name, n_ended_on as filled, d_ended_on as distinct_values, 'experiments' as purpose),
        struct('share' as column_name, n_share as filled, d_share as distinct_values, 'check of the split' as purpose)
    ]) as entry
)

select *
from final
