-- Spend of every budget by day, beside what the budget was.
-- Grain: one row per platform, account_id, budget_id, currency_code and date_day, from the budget's first day of spend to as_of, also days
-- without spend while a campaign of it is active. Units: money in currency_code; date_day is the account's local day.
-- daily_budget: as it was at the end of the day. period_start, period_days: Google budgets by calendar month, Facebook by week from Sunday.
-- period_budget: what the platform lets the budget spend in the whole period: Google 30.4 days, Facebook 7 days of it.
create or replace view marts.int_budget_days as
with campaign_daily as (
    select *
    from marts.fct_campaign_daily
    where spend is not null
),

budgets as (
    select *
    from marts.int_budget_versions
),

settings as (
    select *
    from marts.int_settings
),

spans as (
    select
        platform,
        account_id,
        campaign_id,
        currency_code,
        min(date_day) as first_day,
    from campaign_daily
    group by platform, account_id, campaign_id, currency_code
),

days as (
    select
        spans.platform,
        spans.account_id,
        spans.campaign_id,
        spans.currency_code,
        date_day,
    from spans
    cross join settings
    cross join unnest(generate_date_array(spans.first_day, settings.as_of)) as date_day
),

budgeted as (
    select
        days.platform,
        days.account_id,
        days.campaign_id,
        days.currency_code,
        days.date_day,
        budgets.budget_id,
        budgets.daily_budget,
        coalesce(campaign_daily.spend, numeric '0') as spend,
    from days
    inner join budgets
        on days.platform = budgets.platform
        and days.account_id = budgets.account_id
        and days.campaign_id = budgets.campaign_id
        and budgets.valid_from < timestamp(date_add(days.date_day, interval 1 day), budgets.account_time_zone)
        and coalesce(
            budgets.valid_to >= timestamp(date_add(days.date_day, interval 1 day), budgets.account_time_zone), true
        )
    left join campaign_daily
        on days.platform = campaign_daily.platform
        and days.account_id = campaign_daily.account_id
        and days.campaign_id = campaign_daily.campaign_id
        and days.currency_code = campaign_daily.currency_code
        and days.date_day = campaign_daily.date_day
    where campaign_daily.spend is not null
        or (budgets.is_active and coalesce(days.date_day <= date(budgets.stopped_at, budgets.account_time_zone), true))
),

summed as (
    select
        platform,
        account_id,
        budget_id,
        currency_code,
        date_day,
        count(*) as campaigns,
        min(campaign_id) as first_campaign_id,
        max(daily_budget) as daily_budget,
        sum(spend) as spend,
        if(platform = 'facebook_ads', date_trunc(date_day, week(sunday)), date_trunc(date_day, month)) as period_start,
    from budgeted
    group by platform, account_id, budget_id, currency_code, date_day
),

final as (
    select
        *,
        if(platform = 'facebook_ads', 7, date_diff(date_add(period_start, interval 1 month), period_start, day)) as period_days,
        cast(
            daily_budget * if(platform = 'facebook_ads', numeric '7', numeric '30.4') as numeric
        ) as period_budget,
    from summed
)

select *
from final
