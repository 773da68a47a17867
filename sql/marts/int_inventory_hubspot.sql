-- What the raw tables of hubspot hold, column by column: a part of rpt_data_inventory.
-- Grain: one row per table_name and column_name. Tables without rows are left out: a source that is not connected is no gap.
create or replace view marts.int_inventory_hubspot as
with all_tables as (
    select *
    from marts.int_inventory_hubspot_contacts
    union all
    select *
    from marts.int_inventory_hubspot_deals
    union all
    select *
    from marts.int_inventory_hubspot_associations
    union all
    select *
    from marts.int_inventory_hubspot_stage_history
    union all
    select *
    from marts.int_inventory_hubspot_property_history
),

final as (
    select *
    from all_tables
    where row_count > 0
)

select *
from final
