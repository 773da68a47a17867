-- step: publish
-- Lost, open and unmapped leads of every day are those of the leads that arrived then.
-- Returns: one row per day where a count differs.
with truth as (
    select
        date_day,
        count(*) as leads,
        sum(lost_deals) as lost_deals,
        countif(is_open) as open_leads,
        countif(is_unmapped) as unmapped,
    from marts.int_leads_reached
    where date_day is not null
    group by date_day
),

reported as (
    select
        date_day,
        sum(leads) as leads,
        sum(lost_deals) as lost_deals,
        sum(open_leads) as open_leads,
        sum(unmapped) as unmapped,
    from reporting.rpt_funnel_daily
    group by date_day
)

select
    coalesce(truth.date_day, reported.date_day) as date_day,
    truth.leads as leads,
    reported.leads as reported_leads,
    truth.lost_deals as lost_deals,
    reported.lost_deals as reported_lost_deals,
    truth.open_leads as open_leads,
    reported.open_leads as reported_open_leads,
    truth.unmapped as unmapped,
    reported.unmapped as reported_unmapped,
from truth
full outer join reported
    on truth.date_day = reported.date_day
where coalesce(truth.leads, 0) != coalesce(reported.leads, 0)
    or coalesce(truth.lost_deals, 0) != coalesce(reported.lost_deals, 0)
    or coalesce(truth.open_leads, 0) != coalesce(reported.open_leads, 0)
    or coalesce(truth.unmapped, 0) != coalesce(reported.unmapped, 0)
