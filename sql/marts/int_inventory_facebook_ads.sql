-- What the raw tables of facebook_ads hold, column by column: a part of rpt_data_inventory.
-- Grain: one row per table_name and column_name. Tables without rows are left out: a source that is not connected is no gap.
create or replace view marts.int_inventory_facebook_ads as
with all_tables as (
    select *
    from marts.int_inventory_facebook_ads_campaign_daily
    union all
    select *
    from marts.int_inventory_facebook_ads_action_daily
    union all
    select *
    from marts.int_inventory_facebook_ads_ad_daily
    union all
    select *
    from marts.int_inventory_facebook_ads_country_daily
    union all
    select *
    from marts.int_inventory_facebook_ads_region_daily
    union all
    select *
    from marts.int_inventory_facebook_ads_placement_daily
    union all
    select *
    from marts.int_inventory_facebook_ads_demographic_daily
    union all
    select *
    from marts.int_inventory_facebook_ads_accounts
    union all
    select *
    from marts.int_inventory_facebook_ads_campaigns
    union all
    select *
    from marts.int_inventory_facebook_ads_ad_sets
    union all
    select *
    from marts.int_inventory_facebook_ads_targeting
    union all
    select *
    from marts.int_inventory_facebook_ads_ads
    union all
    select *
    from marts.int_inventory_facebook_ads_creatives
),

final as (
    select *
    from all_tables
    where row_count > 0
)

select *
from final
