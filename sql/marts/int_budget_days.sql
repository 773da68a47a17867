-- Spend of every budget by day, beside what the budget was.
-- Grain: one row per platform, account_id, budget_id, currency_code and date_day, from the budget's first day of spend to as_of, also days
-- without spend while a campaign of it is active. Units: money in currency_code; date_day is the account's local day.
-- daily_budget: as it was at the end of the day. period_start, period_days: Google budgets by calendar month, Facebook by week from Sunday.
-- period_budget: what the platform lets the budget spend in the whole period: Google 30.4 days, Facebook 7 days of it.
-- is_budget_assumed: a day before the account first listed the campaign; its budget is taken to have been the first one seen.
-- Dropped: periods that ended before the day before that first listing (nobody knows their budgets); days without a budget by day.
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
        if(
            spans.platform = 'facebook_ads', date_trunc(date_day, week(sunday)), date_trunc(date_day, month)
        ) as period_start,
    from spans
    cross join settings
    cross join unnest(generate_date_array(spans.first_day, settings.as_of)) as date_day
),

-- The campaign's own budget that day, and those of its ad sets, which count where it has none itself.
held as (
    select
        days.*,
        budgets.budget_id,
        budgets.part_id,
        budgets.daily_budget,
        budgets.account_time_zone,
        budgets.first_listed_at,
        budgets.is_active
        and coalesce(
            budgets.deleted_at >= timestamp(date_add(days.date_day, interval 1 day), budgets.account_time_zone), true
        )
        and coalesce(days.date_day <= date(budgets.stopped_at, budgets.account_time_zone), true) as is_active,
    from days
    inner join budgets
        on days.platform = budgets.platform
        and days.account_id = budgets.account_id
        and days.campaign_id = budgets.campaign_id
        and budgets.valid_from < timestamp(date_add(days.date_day, interval 1 day), budgets.account_time_zone)
        and coalesce(
            budgets.valid_to >= timestamp(date_add(days.date_day, interval 1 day), budgets.account_time_zone), true
        )
),

campaigns as (
    select
        platform,
        account_id,
        campaign_id,
        currency_code,
        date_day,
        period_start,
        min(budget_id) as budget_id,
        coalesce(
            max(if(part_id = '', daily_budget, null)),
            sum(if(part_id != '' and is_active, daily_budget, null))
        ) as daily_budget,
        logical_or(part_id = '' and is_active) as is_active,
        min(date(first_listed_at, account_time_zone)) as first_listed_on,
    from held
    group by platform, account_id, campaign_id, currency_code, date_day, period_start
),

budgeted as (
    select
        campaigns.*,
        coalesce(campaigns.date_day < campaigns.first_listed_on, false) as is_budget_assumed,
        coalesce(campaign_daily.spend, numeric '0') as spend,
    from campaigns
    left join campaign_daily
        on campaigns.platform = campaign_daily.platform
        and campaigns.account_id = campaign_daily.account_id
        and campaigns.campaign_id = campaign_daily.campaign_id
        and campaigns.currency_code = campaign_daily.currency_code
        and campaigns.date_day = campaign_daily.date_day
    where campaigns.daily_budget is not null
        and (campaign_daily.spend is not null or campaigns.is_active)
        -- The last complete day before the first listing was in a period still running, or just over.
        and coalesce(
            campaigns.period_start >= if(
                campaigns.platform = 'facebook_ads',
                date_trunc(date_sub(campaigns.first_listed_on, interval 1 day), week(sunday)),
                date_trunc(date_sub(campaigns.first_listed_on, interval 1 day), month)
            ),
            true
        )
),

summed as (
    select
        platform,
        account_id,
        budget_id,
        currency_code,
        date_day,
        period_start,
        count(*) as campaigns,
        min(campaign_id) as first_campaign_id,
        max(daily_budget) as daily_budget,
        logical_or(is_budget_assumed) as is_budget_assumed,
        sum(spend) as spend,
    from budgeted
    group by platform, account_id, budget_id, currency_code, date_day, period_start
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
