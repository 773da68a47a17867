-- materialize: table
-- Moments at which a lead is scored, and what became of it after: the rows of the lead score.
-- Grain: one row per lead_id, kind and score_at. Times are UTC.
-- kind: after_arrival = 1, 7 and 30 days (of 24 hours) after arrival, to learn from; now = the end of the last day of data, for open leads.
-- stage: the last one known at score_at, NULL where no status was mapped. Only leads still in stage lead or mql (or none) are scored.
-- won_at: first time after score_at that the lead was won. is_unknown: it was won nobody wrote when, or its last status is UNKNOWN.
-- age_days: age of the lead at score_at. Dropped: leads without an arrival, instants after the last day of data.
create or replace view marts.int_lead_instants as
with leads as (
    select *
    from marts.int_leads
    where arrived_at is not null
),

stages as (
    select *
    from marts.fct_lead_stages
),

settings as (
    select *
    from marts.int_settings
    where as_of is not null
),

data_end as (
    select
        timestamp_sub(timestamp(date_add(as_of, interval 1 day), time_zone), interval 1 microsecond) as ends_at,
    from settings
),

candidates as (
    select
        leads.lead_id,
        'after_arrival' as kind,
        timestamp_add(leads.arrived_at, interval age_days day) as score_at,
    from leads
    cross join unnest([1, 7, 30]) as age_days
    union all
    select
        leads.lead_id,
        'now' as kind,
        data_end.ends_at as score_at,
    from leads
    cross join data_end
),

known as (
    select candidates.*
    from candidates
    cross join data_end
    where candidates.score_at <= data_end.ends_at
),

histories as (
    select
        known.lead_id,
        known.kind,
        known.score_at,
        array_agg(
            if(stages.entered_at <= known.score_at, stages.stage, null) ignore nulls
            order by stages.change_number desc
            limit 1
        )[safe_offset(0)] as stage,
        min(if(stages.stage = 'won' and stages.entered_at > known.score_at, stages.entered_at, null)) as won_at,
        coalesce(logical_or(stages.stage = 'won' and stages.entered_at is null), false) as is_won_undated,
        coalesce(
            logical_or(stages.stage not in ('lead', 'mql') and stages.entered_at is null), false
        ) as is_moved_undated,
        array_agg(
            stages.status ignore nulls
            order by stages.change_number desc
            limit 1
        )[safe_offset(0)] as last_status,
    from known
    left join stages
        on known.lead_id = stages.lead_id
    group by known.lead_id, known.kind, known.score_at
),

final as (
    select
        leads.lead_id,
        coalesce(leads.person_id, leads.lead_id) as person_id,
        histories.kind,
        histories.score_at,
        leads.arrived_at,
        timestamp_diff(histories.score_at, leads.arrived_at, day) as age_days,
        histories.stage,
        histories.won_at,
        histories.is_won_undated or coalesce(histories.last_status = 'UNKNOWN', false) as is_unknown,
    from histories
    inner join leads
        on histories.lead_id = leads.lead_id
    where histories.score_at > leads.arrived_at
        and (histories.stage is null or histories.stage in ('lead', 'mql'))
        and (histories.kind = 'after_arrival' or not histories.is_moved_undated)
)

select *
from final
