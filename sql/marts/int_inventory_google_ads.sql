-- What the raw tables of google_ads hold, column by column: a part of rpt_data_inventory.
-- Grain: one row per table_name and column_name. Tables without rows are left out: a source that is not connected is no gap.
create or replace view marts.int_inventory_google_ads as
with all_tables as (
    select *
    from marts.int_inventory_google_ads_campaign_daily
    union all
    select *
    from marts.int_inventory_google_ads_campaign_share_daily
    union all
    select *
    from marts.int_inventory_google_ads_conversion_action_daily
    union all
    select *
    from marts.int_inventory_google_ads_conversion_lag
    union all
    select *
    from marts.int_inventory_google_ads_ad_group_daily
    union all
    select *
    from marts.int_inventory_google_ads_ad_daily
    union all
    select *
    from marts.int_inventory_google_ads_asset_group_daily
    union all
    select *
    from marts.int_inventory_google_ads_geo_daily
    union all
    select *
    from marts.int_inventory_google_ads_clicks
    union all
    select *
    from marts.int_inventory_google_ads_customers
    union all
    select *
    from marts.int_inventory_google_ads_campaigns
    union all
    select *
    from marts.int_inventory_google_ads_campaign_budgets
    union all
    select *
    from marts.int_inventory_google_ads_ad_groups
    union all
    select *
    from marts.int_inventory_google_ads_creatives
    union all
    select *
    from marts.int_inventory_google_ads_asset_groups
    union all
    select *
    from marts.int_inventory_google_ads_conversion_actions
    union all
    select *
    from marts.int_inventory_google_ads_geo_target_constants
),

final as (
    select *
    from all_tables
    where row_count > 0
)

select *
from final
