-- What is published of each slice of an API source: its last load.
-- Grain: one row per source, report, account, table and slice_key. Times are UTC instants; date_day is the account's local day, NULL for a list or changes.
-- Dropped: files, which are no API source, and earlier loads of a slice.
create or replace view staging.stg_ops__source_slices as
with loads as (
    select *
    from ops.loads
),

final as (
    select
        source,
        report,
        account_id,
        table_name,
        slice_key,
        date_day,
        read_started_at,
        published_at,
        rows_loaded,
        rows_quarantined,
    from loads
    where source != 'file'
    qualify row_number() over (
        partition by source, report, account_id, table_name, slice_key
        order by published_at desc, load_id
    ) = 1
)

select *
from final
