-- step: publish
-- Every lead shows the score of the latest run.
-- Returns: leads whose score or probability differs, or that stand on one side only.
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
        lead_id,
        1 as leads,
        score,
        will_convert_probability,
    from scores
),

reported as (
    select
        lead_id,
        leads,
        score,
        will_convert_probability,
    from reporting.rpt_lead_scores
)

select
    coalesce(truth.lead_id, reported.lead_id) as lead_id,
    truth.leads as leads,
    reported.leads as reported_leads,
    truth.score as score,
    reported.score as reported_score,
    truth.will_convert_probability as will_convert_probability,
    reported.will_convert_probability as reported_will_convert_probability,
from truth
full outer join reported
    on truth.lead_id = reported.lead_id
where coalesce(truth.leads, 0) != coalesce(reported.leads, 0)
    or coalesce(truth.score, 0) != coalesce(reported.score, 0)
    or coalesce(truth.will_convert_probability, 0) != coalesce(reported.will_convert_probability, 0)
