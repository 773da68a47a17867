-- materialize: table
-- What data there are: every column of every raw table, how far it is filled, and what it is good for.
-- Grain: one row per table_name, source, column_name. date_day is the day up to which data are known (as_of).
-- first_day, last_day (UTC, text) are the table's. null_share is 0-1, NULL for an empty table.
-- used_for: what a filled column feeds. needed_for: what an empty one would bring. Rows that staging drops are not counted.
-- Dropped: tables of APIs that hold no rows.
create or replace view reporting.rpt_data_inventory as
with settings as (
    select *
    from marts.int_settings
),

all_tables as (
    select *
    from marts.int_inventory_campaigns
    union all
    select *
    from marts.int_inventory_ad_daily
    union all
    select *
    from marts.int_inventory_ad_periods
    union all
    select *
    from marts.int_inventory_sessions
    union all
    select *
    from marts.int_inventory_touches
    union all
    select *
    from marts.int_inventory_paths
    union all
    select *
    from marts.int_inventory_conversions
    union all
    select *
    from marts.int_inventory_leads
    union all
    select *
    from marts.int_inventory_deals
    union all
    select *
    from marts.int_inventory_lookup
    union all
    select *
    from marts.int_inventory_lead_status_changes
    union all
    select *
    from marts.int_inventory_lead_facts
    union all
    select *
    from marts.int_inventory_orders
    union all
    select *
    from marts.int_inventory_series
    union all
    select *
    from marts.int_inventory_experiments
    union all
    select *
    from marts.int_inventory_mmm_panel
    union all
    select *
    from marts.int_inventory_lift_tests
    union all
    select *
    from marts.int_inventory_holidays
    union all
    select *
    from marts.int_inventory_fx_daily
    union all
    select *
    from marts.int_inventory_google_ads
    union all
    select *
    from marts.int_inventory_facebook_ads
    union all
    select *
    from marts.int_inventory_hubspot
    union all
    select *
    from marts.int_inventory_salesforce
    union all
    select *
    from marts.int_inventory_ga4
),

final as (
    select
        settings.as_of as date_day,
        all_tables.table_name,
        all_tables.source,
        all_tables.column_name,
        all_tables.row_count,
        all_tables.filled,
        all_tables.row_count - all_tables.filled as empty,
        safe_divide(
            cast(all_tables.row_count - all_tables.filled as float64),
            cast(all_tables.row_count as float64)
        ) as null_share,
        all_tables.distinct_values,
        cast(all_tables.first_day as string) as first_day,
        cast(all_tables.last_day as string) as last_day,
        if(all_tables.filled > 0, all_tables.purpose, null) as used_for,
        if(all_tables.filled = 0, all_tables.purpose, null) as needed_for,
    from all_tables
    cross join settings
)

select *
from final
