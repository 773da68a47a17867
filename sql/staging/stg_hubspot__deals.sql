-- Deals of HubSpot portals as they are now.
-- Grain: one row per account_id and deal_id. Times are UTC; amount is in currency_code. closed_at is a plan while the deal is open.
create or replace view staging.stg_hubspot__deals as
with deals as (
    select *
    from raw.hubspot_deals
),

final as (
    select
        account_id,
        id as deal_id,
        created_at,
        updated_at,
        deleted_at,
        merged_ids,
        pipeline_id,
        pipeline_label,
        stage,
        stage_label,
        is_closed,
        is_won,
        amount,
        currency_code,
        closed_at,
        owner_id,
        gclid,
        fbclid,
        utm_source,
        utm_medium,
        utm_campaign,
        utm_term,
        utm_content,
        landing_page,
        properties_json,
        account_time_zone,
        loaded_at,
    from deals
)

select *
from final
