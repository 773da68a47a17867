-- Opportunities of Salesforce organisations as they are now.
-- Grain: one row per account_id and opportunity_id. Times are UTC; amount is in currency_code; closed_on is a day of account_time_zone,
-- a plan while the opportunity is open.
create or replace view staging.stg_salesforce__opportunities as
with opportunities as (
    select *
    from raw.salesforce_opportunities
),

final as (
    select
        account_id,
        id as opportunity_id,
        created_at,
        updated_at,
        deleted_at,
        company_id,
        contact_id,
        primary_campaign_id,
        stage,
        is_closed,
        is_won,
        probability,
        amount,
        currency_code,
        closed_on,
        lead_source,
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
    from opportunities
)

select *
from final
