-- What the raw tables of ga4 hold, column by column: a part of rpt_data_inventory.
-- Grain: one row per table_name and column_name. Tables without rows are left out: a source that is not connected is no gap.
create or replace view marts.int_inventory_ga4 as
with all_tables as (
    select *
    from marts.int_inventory_ga4_traffic_daily
    union all
    select *
    from marts.int_inventory_ga4_sessions
    union all
    select *
    from marts.int_inventory_ga4_key_events
),

final as (
    select *
    from all_tables
    where row_count > 0
)

select *
from final
