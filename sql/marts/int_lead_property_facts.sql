-- Properties of CRM leads as they became known.
-- Grain: one row per lead_id, fact and known_at. Times are UTC.
-- fact: crm_ and the property's name in lower case without Salesforce's ending __c: a property that both CRMs keep under one name is one fact.
-- Numbers are value_number, all else value_text; both are NULL from when the property was emptied.
-- Dropped: days (every value is its own), properties of deleted leads and of records that the CRM does not list.
create or replace view marts.int_lead_property_facts as
with hubspot_properties as (
    select *
    from staging.stg_hubspot__property_history
),

salesforce_properties as (
    select *
    from staging.stg_salesforce__property_history
),

lead_map as (
    select *
    from marts.int_lead_map
),

united as (
    select
        concat('hubspot:', contact_id) as lead_id,
        property_name,
        property_kind,
        property_value,
        changed_at,
    from hubspot_properties
    union all
    select
        concat('salesforce:', lead_id) as lead_id,
        property_name,
        property_kind,
        property_value,
        changed_at,
    from salesforce_properties
),

final as (
    select
        lead_map.counted_lead_id as lead_id,
        concat('crm_', regexp_replace(lower(united.property_name), r'__c$', '')) as fact,
        if(united.property_kind = 'number', safe_cast(united.property_value as float64), null) as value_number,
        if(united.property_kind = 'number', null, united.property_value) as value_text,
        united.changed_at as known_at,
    from united
    inner join lead_map
        on united.lead_id = lead_map.lead_id
    where lead_map.counted_lead_id is not null
        and united.changed_at is not null
        and united.property_kind != 'date'
    qualify row_number() over (
        partition by
            lead_map.counted_lead_id,
            regexp_replace(lower(united.property_name), r'__c$', ''),
            united.changed_at
        order by united.lead_id, united.property_name, united.property_kind, united.property_value
    ) = 1
)

select *
from final
