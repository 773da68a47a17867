-- The days of which leads and orders are known: inside them a day without any is 0, outside it is unknown.
-- Grain: exactly one row. Days are days of the settings' time zone; NULL where there are no leads or orders at all.
-- Leads: from the first arrival to the last arrival or dated status change. Orders: from the first to the last order.
create or replace view marts.int_coverage as
with stages as (
    select *
    from marts.fct_lead_stages
),

leads as (
    select *
    from marts.int_leads
),

orders as (
    select *
    from marts.fct_orders
),

settings as (
    select *
    from marts.int_settings
),

lead_days as (
    select date_day
    from leads
    union all
    select date(stages.entered_at, settings.time_zone) as date_day
    from stages
    cross join settings
    where stages.event = 'status_change'
),

lead_cover as (
    select
        min(date_day) as leads_from,
        max(date_day) as leads_until,
    from lead_days
),

order_cover as (
    select
        min(date_day) as orders_from,
        max(date_day) as orders_until,
    from orders
),

final as (
    select *
    from lead_cover
    cross join order_cover
)

select *
from final
