-- How a lead moved through the CRM, as it became known.
-- Grain: one row per lead_id, fact and known_at. Times are UTC.
-- status and stage: since known_at. status_changes: those after the arrival so far. hours_to_first_change: from the arrival to the first.
-- Of several changes at one time the last counts. Dropped: changes that no file dates.
create or replace view marts.int_lead_status_facts as
with stages as (
    select *
    from marts.fct_lead_stages
    where entered_at is not null
),

changes as (
    select
        lead_id,
        entered_at as known_at,
        status,
        stage,
        cast(
            countif(entered_at > arrived_at) over (
                partition by lead_id
                order by change_number
                rows between unbounded preceding and current row
            ) as float64
        ) as changes_so_far,
        timestamp_diff(entered_at, arrived_at, second) / 3600.0 as hours_since_arrival,
    from stages
    qualify row_number() over (partition by lead_id, entered_at order by change_number desc) = 1
),

history as (
    select
        changes.lead_id,
        cell.fact,
        cell.value_number,
        cell.value_text,
        changes.known_at,
    from changes
    cross join unnest([
        struct('status' as fact, cast(null as float64) as value_number, changes.status as value_text),
        struct('stage' as fact, cast(null as float64) as value_number, changes.stage as value_text),
        struct('status_changes' as fact, changes.changes_so_far as value_number, cast(null as string) as value_text)
    ]) as cell
    union all
    select
        lead_id,
        'hours_to_first_change' as fact,
        hours_since_arrival as value_number,
        cast(null as string) as value_text,
        known_at,
    from changes
    where hours_since_arrival > 0
    qualify row_number() over (partition by lead_id order by known_at) = 1
),

final as (
    select *
    from history
    where value_number is not null
        or value_text is not null
)

select *
from final
