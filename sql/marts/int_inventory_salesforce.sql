-- What the raw tables of salesforce hold, column by column: a part of rpt_data_inventory.
-- Grain: one row per table_name and column_name. Tables without rows are left out: a source that is not connected is no gap.
create or replace view marts.int_inventory_salesforce as
with all_tables as (
    select *
    from marts.int_inventory_salesforce_leads
    union all
    select *
    from marts.int_inventory_salesforce_contacts
    union all
    select *
    from marts.int_inventory_salesforce_opportunities
    union all
    select *
    from marts.int_inventory_salesforce_contact_roles
    union all
    select *
    from marts.int_inventory_salesforce_stage_history
    union all
    select *
    from marts.int_inventory_salesforce_property_history
),

final as (
    select *
    from all_tables
    where row_count > 0
)

select *
from final
