-- What raw.hubspot_associations holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_hubspot_associations as
with kept_rows as (
    select *
    from staging.stg_hubspot__associations
),

counted as (
    select
        count(*) as row_count,
        cast(null as date) as first_day,
        cast(null as date) as last_day,
        count(account_id) as n_account_id, count(distinct account_id) as d_account_id,
        count(deal_id) as n_deal_id, count(distinct deal_id) as d_deal_id,
        count(contact_id) as n_contact_id, count(distinct contact_id) as d_contact_id,
        count(association_types) as n_association_types, count(distinct association_types) as d_association_types,
    from kept_rows
),

final as (
    select
        'hubspot_associations' as table_name,
        'hubspot' as source,
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
        struct('deal_id' as column_name, n_deal_id as filled, d_deal_id as distinct_values, 'deals of contacts' as purpose),
        struct('contact_id' as column_name, n_contact_id as filled, d_contact_id as distinct_values, 'deals of contacts' as purpose),
        struct('association_types' as column_name, n_association_types as filled, d_association_types as distinct_values, 'kept for questions of your own' as purpose)
    ]) as entry
)

select *
from final
