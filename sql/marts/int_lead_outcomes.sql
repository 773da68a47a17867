-- What is recorded about the outcomes of leads as a whole.
-- Grain: exactly one row. Times are UTC.
-- data_end: the last moment of the last day of data, NULL before the first nightly run. first_outcome_at: the first dated won, lost or
-- churned: before it nobody wrote outcomes down. leads: those with an arrival.
create or replace view marts.int_lead_outcomes as
with stages as (
    select *
    from marts.fct_lead_stages
    where stage in ('won', 'lost', 'churned')
),

leads as (
    select *
    from marts.int_leads
    where arrived_at is not null
),

settings as (
    select *
    from marts.int_settings
),

outcomes as (
    select min(entered_at) as first_outcome_at
    from stages
),

counts as (
    select count(*) as leads
    from leads
),

final as (
    select
        timestamp_sub(
            timestamp(date_add(settings.as_of, interval 1 day), settings.time_zone), interval 1 microsecond
        ) as data_end,
        outcomes.first_outcome_at,
        counts.leads,
    from settings
    cross join outcomes
    cross join counts
)

select *
from final
