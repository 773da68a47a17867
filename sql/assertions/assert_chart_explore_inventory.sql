-- step: publish
-- The inventory counts the rows that staging keeps.
-- Returns: one row per table whose number of rows differs.
with truth as (
    select
        'file_ad_daily' as table_name,
        count(*) as row_count,
    from staging.stg_file__ad_daily
    union all
    select
        'file_ad_periods' as table_name,
        count(*) as row_count,
    from staging.stg_file__ad_periods
    union all
    select
        'file_campaigns' as table_name,
        count(*) as row_count,
    from staging.stg_file__campaigns
    union all
    select
        'file_conversions' as table_name,
        count(*) as row_count,
    from staging.stg_file__conversions
    union all
    select
        'file_deals' as table_name,
        count(*) as row_count,
    from staging.stg_file__deals
    union all
    select
        'file_lead_facts' as table_name,
        count(*) as row_count,
    from staging.stg_file__lead_facts
    union all
    select
        'file_lead_status_changes' as table_name,
        count(*) as row_count,
    from staging.stg_file__lead_status_changes
    union all
    select
        'file_leads' as table_name,
        count(*) as row_count,
    from staging.stg_file__leads
    union all
    select
        'file_orders' as table_name,
        count(*) as row_count,
    from staging.stg_file__orders
    union all
    select
        'file_sessions' as table_name,
        count(*) as row_count,
    from staging.stg_file__sessions
    union all
    select
        'file_touches' as table_name,
        count(*) as row_count,
    from staging.stg_file__touches
),

reported as (
    select
        table_name,
        max(row_count) as row_count,
    from reporting.rpt_data_inventory
    where table_name in (
        'file_ad_daily', 'file_ad_periods', 'file_campaigns', 'file_conversions', 'file_deals', 'file_lead_facts',
        'file_lead_status_changes', 'file_leads', 'file_orders', 'file_sessions', 'file_touches'
    )
    group by table_name
)

select
    coalesce(truth.table_name, reported.table_name) as table_name,
    truth.row_count as row_count,
    reported.row_count as reported_row_count,
from truth
full outer join reported
    on truth.table_name = reported.table_name
where coalesce(truth.row_count, 0) != coalesce(reported.row_count, 0)
