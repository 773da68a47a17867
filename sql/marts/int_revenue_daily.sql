-- Revenue that the warehouse itself attributes: won deals, else orders.
-- Grain: one row per date_day, platform, account_id, campaign_id, channel, currency_code.
-- Deals stand on the day their lead arrived (cohort), at the lead's campaign; orders on the day of the order, at the campaign of the last touch.
-- An account with any valued won deal counts its deals, else its orders: the same money is never taken twice. What belongs to no
-- campaign is "(unattributed)" and counts deals where any won deal is valued at all, else orders.
create or replace view marts.int_revenue_daily as
with leads_daily as (
    select *
    from marts.int_leads_daily
    where won_value is not null
),

attribution as (
    select *
    from marts.fct_attribution
    where model = 'last_touch'
        and conversion_type = 'order'
        and value_credit is not null
),

deal_accounts as (
    select distinct
        platform,
        account_id,
    from leads_daily
    union distinct
    select
        '(unattributed)' as platform,
        '(unattributed)' as account_id,
    from leads_daily
),

orders as (
    select
        converted_on as date_day,
        platform,
        account_id,
        campaign_id,
        channel,
        currency_code,
        sum(value_credit) as revenue,
    from attribution
    group by converted_on, platform, account_id, campaign_id, channel, currency_code
),

final as (
    select
        date_day,
        platform,
        account_id,
        campaign_id,
        channel,
        currency_code,
        won_value as revenue,
        'deals' as revenue_source,
    from leads_daily
    union all
    select
        orders.*,
        'orders' as revenue_source,
    from orders
    left join deal_accounts
        on orders.platform = deal_accounts.platform
        and orders.account_id = deal_accounts.account_id
    where deal_accounts.platform is null
)

select *
from final
