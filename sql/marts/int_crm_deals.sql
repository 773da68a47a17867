-- Deals of HubSpot and opportunities of Salesforce, with the lead of the same CRM each belongs to.
-- Grain: one row per deal_id ("hubspot:deal:" or "salesforce:deal:" before the CRM's id). Times are UTC; value is in currency_code.
-- lead_id: of HubSpot the deal's first created contact; of Salesforce the lead that was converted to the opportunity, else to its contact
-- (the opportunity's own, else its primary role's); NULL where there is none. person_key: that contact's.
-- stage_text: the stage as people named it. closed_at: end of the closing day where the CRM knows only the day.
-- Dropped: deleted deals.
create or replace view marts.int_crm_deals as
with hubspot_deals as (
    select *
    from staging.stg_hubspot__deals
    where deleted_at is null
        and deal_id is not null
),

hubspot_links as (
    select
        associations.deal_id,
        associations.contact_id,
    from staging.stg_hubspot__associations as associations
    inner join staging.stg_hubspot__contacts as contacts
        on associations.contact_id = contacts.contact_id
    where contacts.deleted_at is null
    qualify row_number() over (
        partition by associations.deal_id
        order by contacts.created_at, associations.contact_id
    ) = 1
),

opportunities as (
    select *
    from staging.stg_salesforce__opportunities
    where deleted_at is null
        and opportunity_id is not null
),

roles as (
    select
        opportunity_id,
        contact_id,
    from staging.stg_salesforce__contact_roles
    where deleted_at is null
        and contact_id is not null
    qualify row_number() over (
        partition by opportunity_id
        order by if(is_primary, 0, 1), created_at, contact_id
    ) = 1
),

converted_directly as (
    select
        converted_opportunity_id as opportunity_id,
        lead_id,
    from staging.stg_salesforce__leads
    where converted_opportunity_id is not null
    qualify row_number() over (partition by converted_opportunity_id order by created_at, lead_id) = 1
),

converted_contacts as (
    select
        converted_contact_id as contact_id,
        lead_id,
    from staging.stg_salesforce__leads
    where converted_contact_id is not null
    qualify row_number() over (partition by converted_contact_id order by created_at, lead_id) = 1
),

contacts as (
    select *
    from staging.stg_salesforce__contacts
),

final as (
    select
        'hubspot' as crm,
        concat('hubspot:deal:', hubspot_deals.deal_id) as deal_id,
        hubspot_deals.deal_id as record_id,
        concat('hubspot:', hubspot_links.contact_id) as lead_id,
        cast(null as string) as person_key,
        hubspot_deals.stage as record_stage,
        coalesce(hubspot_deals.stage_label, hubspot_deals.stage) as stage_text,
        hubspot_deals.is_closed,
        hubspot_deals.is_won,
        hubspot_deals.created_at,
        hubspot_deals.closed_at,
        hubspot_deals.amount as value,
        hubspot_deals.currency_code,
        hubspot_deals.utm_source,
        hubspot_deals.utm_medium,
        hubspot_deals.utm_campaign,
        hubspot_deals.utm_content,
        hubspot_deals.landing_page,
        hubspot_deals.gclid,
        hubspot_deals.fbclid,
    from hubspot_deals
    left join hubspot_links
        on hubspot_deals.deal_id = hubspot_links.deal_id
    union all
    select
        'salesforce' as crm,
        concat('salesforce:deal:', opportunities.opportunity_id) as deal_id,
        opportunities.opportunity_id as record_id,
        concat('salesforce:', coalesce(converted_directly.lead_id, converted_contacts.lead_id)) as lead_id,
        contacts.person_key,
        opportunities.stage as record_stage,
        opportunities.stage as stage_text,
        opportunities.is_closed,
        opportunities.is_won,
        opportunities.created_at,
        timestamp_sub(
            timestamp(
                date_add(opportunities.closed_on, interval 1 day), coalesce(opportunities.account_time_zone, 'UTC')
            ),
            interval 1 microsecond
        ) as closed_at,
        opportunities.amount as value,
        opportunities.currency_code,
        opportunities.utm_source,
        opportunities.utm_medium,
        opportunities.utm_campaign,
        opportunities.utm_content,
        opportunities.landing_page,
        opportunities.gclid,
        opportunities.fbclid,
    from opportunities
    left join roles
        on opportunities.opportunity_id = roles.opportunity_id
    left join converted_directly
        on opportunities.opportunity_id = converted_directly.opportunity_id
    left join converted_contacts
        on coalesce(opportunities.contact_id, roles.contact_id) = converted_contacts.contact_id
    left join contacts
        on coalesce(opportunities.contact_id, roles.contact_id) = contacts.contact_id
)

select *
from final
