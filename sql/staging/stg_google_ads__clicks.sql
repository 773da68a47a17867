-- Clicks on Google Ads ads by their click id.
-- Grain: one row per account_id, date_day, gclid. date_day is the account's local day. Limits: the last 90 days only.
create or replace view staging.stg_google_ads__clicks as
with click_rows as (
    select *
    from raw.google_ads_clicks
),

final as (
    select
        date_day,
        customer_id as account_id,
        gclid,
        campaign_id,
        ad_group_id,
        ad_id,
        criterion_id,
        device,
        ad_network_type,
        clicks,
        currency_code,
        account_time_zone,
        loaded_at,
    from click_rows
)

select *
from final
