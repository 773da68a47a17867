-- materialize: table
-- Whether budgets are spent too fast or too slowly.
-- Grain: one row per date_day, platform, account_id, budget_id, currency_code, up to as_of.
-- pacing = spend_to_date / expected_to_date; 1 = on course. expected_to_date: of each day so far in the period its share of the period's
-- budget as it was that day (period_budget / period_days), so that a budget changed or begun inside the period counts as it was.
-- Period: Google, and what is known by files, the calendar month with 30.4 daily budgets; Facebook the week from Sunday with 7.
-- Units: money in currency_code; elapsed_share 0-1. spend and daily_budget are the day's and additive over budgets; the to-date columns and
-- shares are not additive over days. campaign: the budget's only campaign; NULL where several share it.
-- is_budget_assumed: the day came before the account first listed the campaign, in the period that ran then: nobody knows what the budget
-- was, it is taken to have been the first one seen. Earlier periods are not here.
-- Limits: budgets for a whole campaign (lifetime) have no pace by day and are not here.
create or replace view reporting.rpt_budget_pacing as
with budget_days as (
    select *
    from marts.int_budget_days
),

campaigns as (
    select *
    from marts.dim_campaign
    where is_current
),

accounts as (
    select *
    from marts.dim_account
    where is_current
),

shares as (
    select
        *,
        safe_divide(cast(period_budget as float64), cast(period_days as float64)) as expected,
    from budget_days
),

paced as (
    select
        *,
        sum(spend) over (
            partition by platform, account_id, budget_id, currency_code, period_start
            order by date_day
        ) as spend_to_date,
        sum(expected) over (
            partition by platform, account_id, budget_id, currency_code, period_start
            order by date_day
        ) as expected_to_date,
        safe_divide(
            cast(date_diff(date_day, period_start, day) + 1 as float64), cast(period_days as float64)
        ) as elapsed_share,
    from shares
),

final as (
    select
        paced.date_day,
        paced.platform,
        paced.account_id,
        coalesce(accounts.account_name, paced.account_id) as account,
        paced.budget_id,
        paced.campaigns,
        if(paced.campaigns = 1, coalesce(campaigns.campaign_name, campaigns.campaign_id), null) as campaign,
        paced.currency_code,
        cast(paced.period_start as string) as period_start,
        paced.daily_budget,
        paced.period_budget,
        paced.is_budget_assumed,
        paced.spend,
        paced.spend_to_date,
        paced.expected_to_date,
        paced.elapsed_share,
        safe_divide(cast(paced.spend_to_date as float64), paced.expected_to_date) as pacing,
    from paced
    left join campaigns
        on paced.platform = campaigns.platform
        and paced.account_id = campaigns.account_id
        and paced.first_campaign_id = campaigns.campaign_id
    left join accounts
        on paced.platform = accounts.platform
        and paced.account_id = accounts.account_id
)

select *
from final
