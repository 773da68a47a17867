-- How far the changes of each CRM report are published, as they stand now.
-- Grain: one row per source, report and account. Times are UTC instants.
-- change_cursor: every record changed up to here is in the warehouse; NULL: nothing was given yet. Dropped: earlier states.
create or replace view staging.stg_ops__source_cursors as
with cursors as (
    select *
    from ops.source_cursors
    qualify row_number() over (partition by source, report, account_id order by seq desc) = 1
),

final as (
    select
        source,
        report,
        account_id,
        cursor_json as change_cursor,
        published_at,
    from cursors
)

select *
from final
