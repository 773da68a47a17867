-- How likely each open lead is to be won, by the latest lead scoring.
-- Grain: one row per lead_id of the latest closed run, done or refused: a refused model leaves the heuristic's scores, and says so in
-- estimator, status and reason. date_day: day of score_at in the settings' time zone. Probabilities are 0–1, NULL = not known.
-- Counts for charts: leads = 1 a row; expected_value in currency_code.
create or replace view reporting.rpt_lead_scores as
with lead_scores as (
    select *
    from models.lead_scores
),

latest_run as (
    select run_id
    from models.runs
    where model = 'lead_score'
        and status in ('done', 'refused')
    qualify row_number() over (order by as_of desc, ended_at desc, run_id desc) = 1
),

leads as (
    select *
    from marts.int_leads
),

settings as (
    select *
    from marts.int_settings
),

final as (
    select
        date(lead_scores.score_at, settings.time_zone) as date_day,
        lead_scores.lead_id,
        leads.platform,
        leads.campaign_id,
        leads.campaign_name as campaign,
        leads.channel,
        cast(leads.date_day as string) as arrived_day,
        lead_scores.stage,
        lead_scores.horizon_days,
        lead_scores.point_in_time,
        1 as leads,
        lead_scores.will_convert_probability,
        lead_scores.will_convert_probability_low,
        lead_scores.will_convert_probability_high,
        lead_scores.score,
        lead_scores.decile,
        lead_scores.conversion_likelihood,
        lead_scores.base_rate,
        lead_scores.expected_value,
        lead_scores.currency_code,
        lead_scores.reasons_json,
        lead_scores.estimator,
        lead_scores.status,
        lead_scores.reason,
        lead_scores.run_id,
        lead_scores.model_version,
    from lead_scores
    inner join latest_run
        on lead_scores.run_id = latest_run.run_id
    cross join settings
    left join leads
        on lead_scores.lead_id = leads.lead_id
)

select *
from final
