-- What raw.google_ads_campaign_share_daily holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are the account's.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_google_ads_campaign_share_daily as
with kept_rows as (
    select *
    from staging.stg_google_ads__campaign_share_daily
),

counted as (
    select
        count(*) as row_count,
        min(date_day) as first_day,
        max(date_day) as last_day,
        count(date_day) as n_date_day, count(distinct date_day) as d_date_day,
        count(account_id) as n_customer_id, count(distinct account_id) as d_customer_id,
        count(campaign_id) as n_campaign_id, count(distinct campaign_id) as d_campaign_id,
        count(search_impression_share) as n_search_impression_share, count(distinct search_impression_share) as d_search_impression_share,
        count(search_budget_lost_impression_share) as n_search_budget_lost_impression_share, count(distinct search_budget_lost_impression_share) as d_search_budget_lost_impression_share,
        count(search_rank_lost_impression_share) as n_search_rank_lost_impression_share, count(distinct search_rank_lost_impression_share) as d_search_rank_lost_impression_share,
        count(currency_code) as n_currency_code, count(distinct currency_code) as d_currency_code,
        count(account_time_zone) as n_account_time_zone, count(distinct account_time_zone) as d_account_time_zone,
    from kept_rows
),

final as (
    select
        'google_ads_campaign_share_daily' as table_name,
        'google_ads' as source,
        entry.column_name,
        counted.row_count,
        entry.filled,
        entry.distinct_values,
        counted.first_day,
        counted.last_day,
        entry.purpose,
    from counted
    cross join unnest([
        struct('date_day' as column_name, n_date_day as filled, d_date_day as distinct_values, 'KPIs by day' as purpose),
        struct('customer_id' as column_name, n_customer_id as filled, d_customer_id as distinct_values, 'KPIs by account' as purpose),
        struct('campaign_id' as column_name, n_campaign_id as filled, d_campaign_id as distinct_values, 'KPIs by campaign' as purpose),
        struct('search_impression_share' as column_name, n_search_impression_share as filled, d_search_impression_share as distinct_values, 'search share' as purpose),
        struct('search_budget_lost_impression_share' as column_name, n_search_budget_lost_impression_share as filled, d_search_budget_lost_impression_share as distinct_values, 'search share lost to budget' as purpose),
        struct('search_rank_lost_impression_share' as column_name, n_search_rank_lost_impression_share as filled, d_search_rank_lost_impression_share as distinct_values, 'search share lost to rank' as purpose),
        struct('currency_code' as column_name, n_currency_code as filled, d_currency_code as distinct_values, 'money at all' as purpose),
        struct('account_time_zone' as column_name, n_account_time_zone as filled, d_account_time_zone as distinct_values, 'where a day begins and ends' as purpose)
    ]) as entry
)

select *
from final
