-- What raw.salesforce_contact_roles holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_salesforce_contact_roles as
with kept_rows as (
    select *
    from staging.stg_salesforce__contact_roles
),

counted as (
    select
        count(*) as row_count,
        min(date(created_at)) as first_day,
        max(date(created_at)) as last_day,
        count(account_id) as n_account_id, count(distinct account_id) as d_account_id,
        count(contact_role_id) as n_id, count(distinct contact_role_id) as d_id,
        count(created_at) as n_created_at, count(distinct created_at) as d_created_at,
        count(updated_at) as n_updated_at, count(distinct updated_at) as d_updated_at,
        count(deleted_at) as n_deleted_at, count(distinct deleted_at) as d_deleted_at,
        count(opportunity_id) as n_opportunity_id, count(distinct opportunity_id) as d_opportunity_id,
        count(contact_id) as n_contact_id, count(distinct contact_id) as d_contact_id,
        count(role) as n_role, count(distinct role) as d_role,
        count(is_primary) as n_is_primary, count(distinct is_primary) as d_is_primary,
    from kept_rows
),

final as (
    select
        'salesforce_contact_roles' as table_name,
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
        struct('created_at' as column_name, n_created_at as filled, d_created_at as distinct_values, 'arrival, age' as purpose),
        struct('updated_at' as column_name, n_updated_at as filled, d_updated_at as distinct_values, 'what is new' as purpose),
        struct('deleted_at' as column_name, n_deleted_at as filled, d_deleted_at as distinct_values, 'what is gone' as purpose),
        struct('opportunity_id' as column_name, n_opportunity_id as filled, d_opportunity_id as distinct_values, 'opportunities of contacts' as purpose),
        struct('contact_id' as column_name, n_contact_id as filled, d_contact_id as distinct_values, 'deals of contacts' as purpose),
        struct('role' as column_name, n_role as filled, d_role as distinct_values, 'kept for questions of your own' as purpose),
        struct('is_primary' as column_name, n_is_primary as filled, d_is_primary as distinct_values, 'kept for questions of your own' as purpose)
    ]) as entry
)

select *
from final
