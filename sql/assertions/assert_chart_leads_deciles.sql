-- step: publish
-- Every decile holds the leads that the latest run put there.
-- Returns: one row per decile whose leads or summed probability differ.
with latest_run as (
    select
        run_id,
        status,
    from models.runs
    where model = 'lead_score'
        and ended_at is not null
    qualify row_number() over (order by as_of desc, ended_at desc, run_id desc) = 1
),

scores as (
    select lead_scores.*
    from models.lead_scores as lead_scores
    inner join latest_run
        on lead_scores.run_id = latest_run.run_id
    where latest_run.status in ('done', 'refused')
),

truth as (
    select
        coalesce(decile, 0) as decile,
        count(*) as leads,
        sum(will_convert_probability) as probability,
    from scores
    group by coalesce(decile, 0)
),

reported as (
    select
        coalesce(decile, 0) as decile,
        count(*) as leads,
        sum(will_convert_probability) as probability,
    from reporting.rpt_lead_scores
    group by coalesce(decile, 0)
)

select
    coalesce(truth.decile, reported.decile) as decile,
    truth.leads as leads,
    reported.leads as reported_leads,
    truth.probability as probability,
    reported.probability as reported_probability,
from truth
full outer join reported
    on truth.decile = reported.decile
where coalesce(truth.leads, 0) != coalesce(reported.leads, 0)
    or abs(coalesce(truth.probability, 0) - coalesce(reported.probability, 0)) > 0.000001
