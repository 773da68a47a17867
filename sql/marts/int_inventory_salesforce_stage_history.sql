-- What raw.salesforce_stage_history holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_salesforce_stage_history as
with kept_rows as (
    select *
    from staging.stg_salesforce__stage_history
),

counted as (
    select
        count(*) as row_count,
        min(date(changed_at)) as first_day,
        max(date(changed_at)) as last_day,
        count(account_id) as n_account_id, count(distinct account_id) as d_account_id,
        count(change_id) as n_id, count(distinct change_id) as d_id,
        count(object_type) as n_object_type, count(distinct object_type) as d_object_type,
        count(record_id) as n_record_id, count(distinct record_id) as d_record_id,
        count(property_name) as n_property_name, count(distinct property_name) as d_property_name,
        count(changed_at) as n_changed_at, count(distinct changed_at) as d_changed_at,
        count(stage) as n_stage, count(distinct stage) as d_stage,
        count(previous_stage) as n_previous_stage, count(distinct previous_stage) as d_previous_stage,
    from kept_rows
),

final as (
    select
        'salesforce_stage_history' as table_name,
        'salesforce' as source,
        entry.column_name,
        counted.row_count,
        entry.filled,
        entry.distinct_values,
        counted.first_day,
        counted.last_day,
        entry.purpose,
    from counted
    cross join unnest([
        struct('account_id' as column_name, n_account_id as filled, d_account_id as distinct_values, 'KPIs by account' as purpose),
        struct('id' as column_name, n_id as filled, d_id as distinct_values, 'identity of the record' as purpose),
        struct('object_type' as column_name, n_object_type as filled, d_object_type as distinct_values, 'kind of record' as purpose),
        struct('record_id' as column_name, n_record_id as filled, d_record_id as distinct_values, 'whose stage it is' as purpose),
        struct('property_name' as column_name, n_property_name as filled, d_property_name as distinct_values, 'which property changed' as purpose),
        struct('changed_at' as column_name, n_changed_at as filled, d_changed_at as distinct_values, 'when stages began' as purpose),
        struct('stage' as column_name, n_stage as filled, d_stage as distinct_values, 'funnel stages' as purpose),
        struct('previous_stage' as column_name, n_previous_stage as filled, d_previous_stage as distinct_values, 'kept for questions of your own' as purpose)
    ]) as entry
)

select *
from final
