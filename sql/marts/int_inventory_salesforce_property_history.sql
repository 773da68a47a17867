-- What raw.salesforce_property_history holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_salesforce_property_history as
with kept_rows as (
    select *
    from staging.stg_salesforce__property_history
),

counted as (
    select
        count(*) as row_count,
        min(date(changed_at)) as first_day,
        max(date(changed_at)) as last_day,
        count(account_id) as n_account_id, count(distinct account_id) as d_account_id,
        count(lead_id) as n_lead_id, count(distinct lead_id) as d_lead_id,
        count(property_name) as n_property_name, count(distinct property_name) as d_property_name,
        count(changed_at) as n_changed_at, count(distinct changed_at) as d_changed_at,
        count(property_kind) as n_property_kind, count(distinct property_kind) as d_property_kind,
        count(property_value) as n_property_value, count(distinct property_value) as d_property_value,
    from kept_rows
),

final as (
    select
        'salesforce_property_history' as table_name,
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
        struct('lead_id' as column_name, n_lead_id as filled, d_lead_id as distinct_values, 'whose property it is' as purpose),
        struct('property_name' as column_name, n_property_name as filled, d_property_name as distinct_values, 'which property changed' as purpose),
        struct('changed_at' as column_name, n_changed_at as filled, d_changed_at as distinct_values, 'what a lead score may know' as purpose),
        struct('property_kind' as column_name, n_property_kind as filled, d_property_kind as distinct_values, 'numbers and words for the lead score' as purpose),
        struct('property_value' as column_name, n_property_value as filled, d_property_value as distinct_values, 'features of the lead score' as purpose)
    ]) as entry
)

select *
from final
