-- State of every unit of work: its last event.
-- Grain: one row per work_key. Times are UTC instants.
-- Renewals only move lease_until: an attempt that was claimed and renewed is still one claim.
create or replace view staging.stg_ops__work as
with work_events as (
    select *
    from ops.work_events
),

final as (
    select
        work_key,
        attempt,
        event,
        seq,
        owner,
        occurred_at,
        lease_until,
        run_id,
        step,
        slice_key,
        input_sha256,
        output_sha256,
        row_count,
        cursor_json,
        error_kind,
        error_message,
        trace_id,
    from work_events
    qualify row_number() over (
        partition by work_key
        order by
            attempt desc,
            case
                when event in ('done', 'failed', 'continued') then 2
                when event = 'renewed' then 1
                else 0
            end desc,
            seq desc,
            event
    ) = 1
)

select *
from final
