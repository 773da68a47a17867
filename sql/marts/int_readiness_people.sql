-- Counts about leads, visitors and customers that say what models the data allow.
-- Grain: one row per measure. value: a count, or a share of 0–1; NULL = no source holds it. Months are of 30.4375 days.
-- smallest_stage_exits: departures from the least left of the stages that leads are seen to leave.
create or replace view marts.int_readiness_people as
with leads as (
    select *
    from marts.int_leads
),

stages as (
    select *
    from marts.fct_lead_stages
),

reached as (
    select *
    from marts.int_leads_reached
),

lead_facts as (
    select *
    from marts.int_lead_facts
),

web_sessions as (
    select *
    from marts.int_sessions
),

touches as (
    select *
    from marts.fct_touches
),

orders as (
    select *
    from marts.fct_orders
),

stage_exits as (
    select
        stage,
        countif(left_at is not null) as exits,
    from stages
    where stage in ('lead', 'mql', 'sql', 'opportunity')
        and entered_at is not null
    group by stage
),

paths as (
    select
        person_id,
        count(distinct channel) as channels,
    from touches
    where person_id is not null
    group by person_id
),

customers as (
    select
        person_id,
        count(*) as orders,
    from orders
    where person_id is not null
    group by person_id
),

measures as (
    select
        'lead_months' as measure,
        date_diff(max(date_day), min(date_day), day) / 30.4375 as value,
    from leads
    union all
    select
        'lead_features' as measure,
        cast(nullif(count(distinct fact), 0) as float64) as value,
    from lead_facts
    union all
    select
        'utm_share' as measure,
        safe_divide(countif(source is not null and medium is not null), count(*)) as value,
    from leads
    union all
    select
        'unattributed_leads_share' as measure,
        safe_divide(countif(campaign_id = '(unattributed)'), count(*)) as value,
    from leads
    union all
    select
        'unmapped_share' as measure,
        safe_divide(countif(is_unmapped), count(*)) as value,
    from reached
    union all
    select
        'ended_leads' as measure,
        if(count(*) = 0, null, cast(countif(won_deals > 0 or lost_deals > 0 or is_churned) as float64)) as value,
    from reached
    union all
    select
        'dated_changes_share' as measure,
        safe_divide(countif(entered_at is not null), count(*)) as value,
    from stages
    union all
    select
        'smallest_stage_exits' as measure,
        cast(min(exits) as float64) as value,
    from stage_exits
    union all
    select
        'sessions' as measure,
        if(count(*) = 0, null, cast(countif(session_seconds is not null) as float64)) as value,
    from web_sessions
    union all
    select
        'session_conversions' as measure,
        if(count(*) = 0, null, cast(countif(is_conversion) as float64)) as value,
    from web_sessions
    union all
    select
        'multi_touch_share' as measure,
        safe_divide(countif(channels > 1), count(*)) as value,
    from paths
    union all
    select
        'customers' as measure,
        cast(nullif(count(*), 0) as float64) as value,
    from customers
    union all
    select
        'repeat_customers' as measure,
        if(count(*) = 0, null, cast(countif(orders > 1) as float64)) as value,
    from customers
    union all
    select
        'order_months' as measure,
        date_diff(max(date_day), min(date_day), day) / 30.4375 as value,
    from orders
),

final as (
    select *
    from measures
)

select *
from final
