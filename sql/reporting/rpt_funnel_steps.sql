-- materialize: table
-- How many leads pass each step of the funnel, and how long it takes.
-- Grain: one row per window_days (28, 90, 365; NULL = all), platform, channel, from_stage and to_stage.
-- Window: leads that arrived in the last window_days days up to date_day (as_of). A skipped stage counts as passed.
-- median_days: between the first entries, over leads of which both times are known, in order; not additive. Rates are 0-1.
-- Dropped: leads without a day of arrival; windows while as_of is unknown.
create or replace view reporting.rpt_funnel_steps as
with leads as (
    select *
    from marts.int_leads_reached
    where date_day is not null
),

settings as (
    select *
    from marts.int_settings
),

windows as (
    select window_days
    from unnest([28, 90, 365, cast(null as int64)]) as window_days
),

steps as (
    select
        windows.window_days,
        leads.platform,
        leads.channel,
        step.step_number,
        step.from_stage,
        step.to_stage,
        step.has_entered,
        step.has_passed,
        if(step.to_at >= step.from_at, timestamp_diff(step.to_at, step.from_at, second) / 86400, null) as days,
    from leads
    cross join settings
    inner join windows
        on windows.window_days is null
        or (
            leads.date_day > date_sub(settings.as_of, interval windows.window_days day)
            and leads.date_day <= settings.as_of
        )
    cross join unnest([
        struct(
            1 as step_number,
            'lead' as from_stage,
            'mql' as to_stage,
            true as has_entered,
            leads.reached_mql as has_passed,
            leads.lead_at as from_at,
            leads.mql_at as to_at
        ),
        struct(
            2 as step_number,
            'mql' as from_stage,
            'sql' as to_stage,
            leads.reached_mql as has_entered,
            leads.reached_sql as has_passed,
            leads.mql_at as from_at,
            leads.sql_at as to_at
        ),
        struct(
            3 as step_number,
            'sql' as from_stage,
            'opportunity' as to_stage,
            leads.reached_sql as has_entered,
            leads.reached_opportunity as has_passed,
            leads.sql_at as from_at,
            leads.opportunity_at as to_at
        ),
        struct(
            4 as step_number,
            'opportunity' as from_stage,
            'won' as to_stage,
            leads.reached_opportunity as has_entered,
            leads.reached_won as has_passed,
            leads.opportunity_at as from_at,
            leads.won_at as to_at
        )
    ]) as step
),

middle as (
    select
        *,
        percentile_cont(days, 0.5) over (
            partition by window_days, platform, channel, step_number
        ) as middle_days,
    from steps
    where has_entered
),

counted as (
    select
        window_days,
        platform,
        channel,
        step_number,
        from_stage,
        to_stage,
        count(*) as entered,
        countif(has_passed) as passed,
        count(days) as n_days,
        max(middle_days) as median_days,
    from middle
    group by window_days, platform, channel, step_number, from_stage, to_stage
),

final as (
    select
        settings.as_of as date_day,
        counted.*,
        safe_divide(cast(counted.passed as float64), cast(counted.entered as float64)) as step_rate,
    from counted
    cross join settings
)

select *
from final
