-- step: publish
-- Every model that ever closed a run stands in the status once.
-- Returns: models that are missing or stand twice.
with truth as (
    select
        model,
        1 as row_count,
    from models.runs
    where ended_at is not null
    group by model
),

reported as (
    select
        model,
        count(*) as row_count,
    from reporting.rpt_model_status
    group by model
)

select
    coalesce(truth.model, reported.model) as model,
    truth.row_count as row_count,
    reported.row_count as reported_row_count,
from truth
full outer join reported
    on truth.model = reported.model
where coalesce(truth.row_count, 0) != coalesce(reported.row_count, 0)
