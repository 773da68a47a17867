-- Shares of the search impressions that Google Ads campaigns could have had.
-- Grain: one row per account_id, date_day, campaign_id. date_day is the account's local day. Shares are 0-1 and never added.
-- is_…_bound: the share is a bound, not a value: 0.0999 stands for "below 0.1", 0.9001 for "above 0.9".
create or replace view staging.stg_google_ads__campaign_share_daily as
with campaign_share_daily as (
    select *
    from raw.google_ads_campaign_share_daily
),

final as (
    select
        date_day,
        customer_id as account_id,
        campaign_id,
        search_impression_share,
        abs(search_impression_share - 0.0999) < 0.000001 as is_search_impression_share_bound,
        search_budget_lost_impression_share,
        abs(search_budget_lost_impression_share - 0.9001) < 0.000001 as is_search_budget_lost_impression_share_bound,
        search_rank_lost_impression_share,
        abs(search_rank_lost_impression_share - 0.9001) < 0.000001 as is_search_rank_lost_impression_share_bound,
        currency_code,
        account_time_zone,
        loaded_at,
    from campaign_share_daily
)

select *
from final
