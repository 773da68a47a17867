-- Every mart keeps its grain.
-- Returns: keys that occur more than once, with their mart.
with keys as (
    select
        'fct_campaign_daily' as mart,
        concat(cast(date_day as string), '|', platform, '|', account_id, '|', campaign_id, '|', currency_code) as key,
    from marts.fct_campaign_daily
    union all
    select
        'fct_ad_daily' as mart,
        concat(
            cast(date_day as string), '|', platform, '|', account_id, '|', campaign_id, '|', ad_group_id, '|', ad_id, '|', currency_code
        ) as key,
    from marts.fct_ad_daily
    union all
    select
        'dim_account' as mart,
        concat(platform, '|', account_id, '|', cast(unix_micros(valid_from) as string)) as key,
    from marts.dim_account
    union all
    select
        'dim_campaign' as mart,
        concat(platform, '|', account_id, '|', campaign_id, '|', cast(unix_micros(valid_from) as string)) as key,
    from marts.dim_campaign
    union all
    select
        'dim_ad_group' as mart,
        concat(platform, '|', account_id, '|', ad_group_id, '|', cast(unix_micros(valid_from) as string)) as key,
    from marts.dim_ad_group
    union all
    select
        'dim_ad' as mart,
        concat(
            platform, '|', account_id, '|', coalesce(ad_group_id, ''), '|', ad_id, '|', cast(unix_micros(valid_from) as string)
        ) as key,
    from marts.dim_ad
    union all
    select
        'fct_touches' as mart,
        touch_id as key,
    from marts.fct_touches
    union all
    select
        'fct_conversions' as mart,
        concat(conversion_type, '|', conversion_id) as key,
    from marts.fct_conversions
    union all
    select
        'fct_orders' as mart,
        order_id as key,
    from marts.fct_orders
    union all
    select
        'int_leads' as mart,
        lead_id as key,
    from marts.int_leads
    union all
    select
        'fct_lead_stages' as mart,
        concat(lead_id, '|', cast(change_number as string)) as key,
    from marts.fct_lead_stages
    union all
    select
        'fct_attribution' as mart,
        concat(model, '|', conversion_type, '|', conversion_id, '|', coalesce(touch_id, '')) as key,
    from marts.fct_attribution
    union all
    select
        'fct_external_series' as mart,
        concat(cast(date_day as string), '|', series, '|', coalesce(geo, '')) as key,
    from marts.fct_external_series
)

select
    mart,
    key,
    count(*) as row_count,
from keys
group by mart, key
having count(*) > 1
    or key is null
