-- Features of the lead score: what is known about a lead when it is scored, one column each, and the files' own facts beside them.
-- Grain: one row per lead_id and score_at with at least one fact. Times are UTC; NULL = not known then.
-- Reads int_lead_facts_as_of only, so that no feature can look ahead.
-- Units: durations in hours or seconds as named; campaign_… over 28 days, money in the campaign's currency; rates 0–1.
-- other_facts: facts under names of their files, in order of name.
create or replace view marts.int_lead_features as
with facts as (
    select *
    from marts.int_lead_facts_as_of
),

final as (
    select
        lead_id,
        score_at,
        max(if(fact = 'source', value_text, null)) as source,
        max(if(fact = 'medium', value_text, null)) as medium,
        max(if(fact = 'campaign', value_text, null)) as campaign,
        max(if(fact = 'landing_page', value_text, null)) as landing_page,
        max(if(fact = 'channel', value_text, null)) as channel,
        max(if(fact = 'platform', value_text, null)) as platform,
        max(if(fact = 'project', value_text, null)) as project,
        max(if(fact = 'status', value_text, null)) as status,
        max(if(fact = 'stage', value_text, null)) as stage,
        timestamp_diff(score_at, min(if(fact = 'arrival_hour', known_at, null)), second) / 3600.0 as lead_age_hours,
        max(if(fact = 'arrival_hour', value_number, null)) as arrival_hour,
        max(if(fact = 'arrival_weekday', value_number, null)) as arrival_weekday,
        max(if(fact = 'arrival_month', value_number, null)) as arrival_month,
        max(if(fact = 'status_changes', value_number, null)) as status_changes,
        max(if(fact = 'hours_to_first_change', value_number, null)) as hours_to_first_change,
        max(if(fact = 'sessions', value_number, null)) as sessions,
        max(if(fact = 'page_views', value_number, null)) as page_views,
        max(if(fact = 'session_seconds', value_number, null)) as session_seconds,
        max(if(fact = 'campaign_spend_28_days', value_number, null)) as campaign_spend_28_days,
        max(if(fact = 'campaign_ctr', value_number, null)) as campaign_ctr,
        max(if(fact = 'campaign_cpc', value_number, null)) as campaign_cpc,
        max(if(fact = 'campaign_cpa', value_number, null)) as campaign_cpa,
        max(if(fact = 'campaign_cpl', value_number, null)) as campaign_cpl,
        max(if(fact = 'campaign_conversion_rate', value_number, null)) as campaign_conversion_rate,
        max(if(fact = 'campaign_cpl_to_median', value_number, null)) as campaign_cpl_to_median,
        array_agg(
            if(
                fact in (
                    'source',
                    'medium',
                    'campaign',
                    'landing_page',
                    'channel',
                    'platform',
                    'project',
                    'status',
                    'stage',
                    'arrival_hour',
                    'arrival_weekday',
                    'arrival_month',
                    'status_changes',
                    'hours_to_first_change',
                    'sessions',
                    'page_views',
                    'session_seconds',
                    'campaign_spend_28_days',
                    'campaign_ctr',
                    'campaign_cpc',
                    'campaign_cpa',
                    'campaign_cpl',
                    'campaign_conversion_rate',
                    'campaign_cpl_to_median'
                ),
                null,
                struct(fact as fact, value_number as value_number, value_text as value_text)
            ) ignore nulls
            order by fact
        ) as other_facts,
    from facts
    group by lead_id, score_at
)

select *
from final
