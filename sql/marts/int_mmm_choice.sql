-- What the marketing-mix model of the ad data explains, from when to when, by day or by week.
-- Grain: one row; none without ad data or without any KPI.
-- kpi: the first with a positive sum of revenue, conversion_value, won_deals, conversions, leads. first_day … last_day: its first to last
-- known day within the ad data; with weeks whole ones, Monday to Sunday. grain: week from 104 weeks on, else day.
-- final_until: last day whose KPI is final. Deals and their revenue stand on the day the lead arrived and go on closing for the look-back
-- of deals (settings), so their last days are not final.
create or replace view marts.int_mmm_choice as
with outcomes as (
    select *
    from marts.int_mmm_outcomes_daily
),

revenue_daily as (
    select *
    from marts.int_revenue_daily
),

settings as (
    select *
    from marts.int_settings
),

kpis as (
    select
        kpi.name,
        kpi.rank_order,
        sum(kpi.value) as total,
        min(if(kpi.value is not null, outcomes.date_day, null)) as first_day,
        max(if(kpi.value is not null, outcomes.date_day, null)) as last_day,
    from outcomes
    cross join unnest([
        struct('revenue' as name, 1 as rank_order, outcomes.revenue as value),
        struct('conversion_value' as name, 2 as rank_order, outcomes.conversion_value as value),
        struct('won_deals' as name, 3 as rank_order, outcomes.won_deals as value),
        struct('conversions' as name, 4 as rank_order, outcomes.conversions as value),
        struct('leads' as name, 5 as rank_order, outcomes.leads as value)
    ]) as kpi
    group by kpi.name, kpi.rank_order
),

chosen as (
    select *
    from kpis
    where total > 0
    qualify row_number() over (order by rank_order) = 1
),

deals as (
    select logical_or(revenue_source = 'deals') as has_deal_revenue
    from revenue_daily
),

windowed as (
    select
        chosen.name as kpi,
        chosen.first_day,
        chosen.last_day,
        if(
            chosen.name = 'won_deals' or (chosen.name = 'revenue' and deals.has_deal_revenue),
            date_sub(settings.as_of, interval coalesce(div(settings.deal_lookback_seconds, 86400), 0) day),
            settings.as_of
        ) as final_until,
        date_trunc(date_add(chosen.first_day, interval 6 day), week(monday)) as first_monday,
        date_sub(date_trunc(date_add(chosen.last_day, interval 1 day), week(monday)), interval 1 day) as last_sunday,
    from chosen
    cross join deals
    cross join settings
),

final as (
    select
        kpi,
        final_until,
        if(date_diff(last_sunday, first_monday, day) + 1 >= 728, 'week', 'day') as grain,
        if(date_diff(last_sunday, first_monday, day) + 1 >= 728, first_monday, first_day) as first_day,
        if(date_diff(last_sunday, first_monday, day) + 1 >= 728, last_sunday, last_day) as last_day,
    from windowed
)

select *
from final
