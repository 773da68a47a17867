-- step: publish
-- Every band holds the leads that the latest run put there, with their expected value.
-- Returns: one row per band and currency where a sum differs.
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
        coalesce(conversion_likelihood, '') as band,
        coalesce(currency_code, '') as currency_code,
        count(*) as leads,
        sum(expected_value) as expected_value,
    from scores
    group by coalesce(conversion_likelihood, ''), coalesce(currency_code, '')
),

reported as (
    select
        coalesce(conversion_likelihood, '') as band,
        coalesce(currency_code, '') as currency_code,
        count(*) as leads,
        sum(expected_value) as expected_value,
    from reporting.rpt_lead_scores
    group by coalesce(conversion_likelihood, ''), coalesce(currency_code, '')
)

select
    coalesce(truth.band, reported.band) as band,
    coalesce(truth.currency_code, reported.currency_code) as currency_code,
    truth.leads as leads,
    reported.leads as reported_leads,
    truth.expected_value as expected_value,
    reported.expected_value as reported_expected_value,
from truth
full outer join reported
    on truth.band = reported.band
    and truth.currency_code = reported.currency_code
where coalesce(truth.leads, 0) != coalesce(reported.leads, 0)
    or coalesce(truth.expected_value, 0) != coalesce(reported.expected_value, 0)
