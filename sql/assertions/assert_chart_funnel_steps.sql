-- step: publish
-- Over all days, each step is entered and passed by the leads that reached its stages.
-- Returns: one row per step whose counts differ.
with truth as (
    select
        'lead' as from_stage,
        count(*) as entered,
        countif(reached_mql) as passed,
    from marts.int_leads_reached
    where date_day is not null
    union all
    select
        'mql' as from_stage,
        countif(reached_mql) as entered,
        countif(reached_sql) as passed,
    from marts.int_leads_reached
    where date_day is not null
    union all
    select
        'sql' as from_stage,
        countif(reached_sql) as entered,
        countif(reached_opportunity) as passed,
    from marts.int_leads_reached
    where date_day is not null
    union all
    select
        'opportunity' as from_stage,
        countif(reached_opportunity) as entered,
        countif(reached_won) as passed,
    from marts.int_leads_reached
    where date_day is not null
),

reported as (
    select
        from_stage,
        sum(entered) as entered,
        sum(passed) as passed,
    from reporting.rpt_funnel_steps
    where window_days is null
    group by from_stage
)

select
    coalesce(truth.from_stage, reported.from_stage) as from_stage,
    truth.entered as entered,
    reported.entered as reported_entered,
    truth.passed as passed,
    reported.passed as reported_passed,
from truth
full outer join reported
    on truth.from_stage = reported.from_stage
where coalesce(truth.entered, 0) != coalesce(reported.entered, 0)
    or coalesce(truth.passed, 0) != coalesce(reported.passed, 0)
