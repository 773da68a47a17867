-- What each model did last: a result, or the reason why there is none.
-- Grain: one row per model: its latest closed run. date_day: the data clock of that run.
-- status: done, refused, failed. estimator: what stands in the model's tables. reason: a constant; detail: the sentence with the numbers.
-- Dropped: runs that never closed (killed); their rows are in models.runs.
create or replace view reporting.rpt_model_status as
with runs as (
    select *
    from models.runs
    where ended_at is not null
),

final as (
    select
        model,
        as_of as date_day,
        status,
        reason,
        detail,
        estimator,
        run_id,
        model_version,
        started_at,
        ended_at,
    from runs
    qualify row_number() over (
        partition by model
        order by as_of desc, ended_at desc, run_id desc
    ) = 1
)

select *
from final
