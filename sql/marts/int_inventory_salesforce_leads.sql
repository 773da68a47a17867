-- What raw.salesforce_leads holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_salesforce_leads as
with kept_rows as (
    select *
    from staging.stg_salesforce__leads
),

counted as (
    select
        count(*) as row_count,
        min(date(created_at)) as first_day,
        max(date(created_at)) as last_day,
        count(account_id) as n_account_id, count(distinct account_id) as d_account_id,
        count(lead_id) as n_id, count(distinct lead_id) as d_id,
        count(created_at) as n_created_at, count(distinct created_at) as d_created_at,
        count(updated_at) as n_updated_at, count(distinct updated_at) as d_updated_at,
        count(deleted_at) as n_deleted_at, count(distinct deleted_at) as d_deleted_at,
        count(merged_into_id) as n_merged_into_id, count(distinct merged_into_id) as d_merged_into_id,
        count(status) as n_stage, count(distinct status) as d_stage,
        count(is_converted) as n_is_converted, count(distinct is_converted) as d_is_converted,
        count(converted_on) as n_converted_on, count(distinct converted_on) as d_converted_on,
        count(converted_contact_id) as n_converted_contact_id, count(distinct converted_contact_id) as d_converted_contact_id,
        count(converted_company_id) as n_converted_company_id, count(distinct converted_company_id) as d_converted_company_id,
        count(converted_opportunity_id) as n_converted_opportunity_id, count(distinct converted_opportunity_id) as d_converted_opportunity_id,
        count(lead_source) as n_lead_source, count(distinct lead_source) as d_lead_source,
        count(owner_id) as n_owner_id, count(distinct owner_id) as d_owner_id,
        count(country) as n_country, count(distinct country) as d_country,
        count(person_key) as n_person_key, count(distinct person_key) as d_person_key,
        count(email_sha256_google) as n_email_sha256_google, count(distinct email_sha256_google) as d_email_sha256_google,
        count(email_sha256_meta) as n_email_sha256_meta, count(distinct email_sha256_meta) as d_email_sha256_meta,
        count(phone_sha256_google) as n_phone_sha256_google, count(distinct phone_sha256_google) as d_phone_sha256_google,
        count(phone_sha256_meta) as n_phone_sha256_meta, count(distinct phone_sha256_meta) as d_phone_sha256_meta,
        count(gclid) as n_gclid, count(distinct gclid) as d_gclid,
        count(fbclid) as n_fbclid, count(distinct fbclid) as d_fbclid,
        count(utm_source) as n_utm_source, count(distinct utm_source) as d_utm_source,
        count(utm_medium) as n_utm_medium, count(distinct utm_medium) as d_utm_medium,
        count(utm_campaign) as n_utm_campaign, count(distinct utm_campaign) as d_utm_campaign,
        count(utm_term) as n_utm_term, count(distinct utm_term) as d_utm_term,
        count(utm_content) as n_utm_content, count(distinct utm_content) as d_utm_content,
        count(landing_page) as n_landing_page, count(distinct landing_page) as d_landing_page,
        count(properties_json) as n_properties_json, count(distinct properties_json) as d_properties_json,
        count(account_time_zone) as n_account_time_zone, count(distinct account_time_zone) as d_account_time_zone,
    from kept_rows
),

final as (
    select
        'salesforce_leads' as table_name,
        'salesforce' as source,
        entry.column_name,
        counted.row_count,
        entry.filled,
        entry.distinct_values,
        counted.first_day,
        counted.last_day,
        entry.purpose,
    from counted
    cross join unnest([
        struct('account_id' as column_name, n_account_id as filled, d_account_id as distinct_values, 'KPIs by account' as purpose),
        struct('id' as column_name, n_id as filled, d_id as distinct_values, 'identity of the record' as purpose),
        struct('created_at' as column_name, n_created_at as filled, d_created_at as distinct_values, 'arrival, age' as purpose),
        struct('updated_at' as column_name, n_updated_at as filled, d_updated_at as distinct_values, 'what is new' as purpose),
        struct('deleted_at' as column_name, n_deleted_at as filled, d_deleted_at as distinct_values, 'what is gone' as purpose),
        struct('merged_into_id' as column_name, n_merged_into_id as filled, d_merged_into_id as distinct_values, 'leads that are one' as purpose),
        struct('stage' as column_name, n_stage as filled, d_stage as distinct_values, 'funnel stages' as purpose),
        struct('is_converted' as column_name, n_is_converted as filled, d_is_converted as distinct_values, 'kept for questions of your own' as purpose),
        struct('converted_on' as column_name, n_converted_on as filled, d_converted_on as distinct_values, 'kept for questions of your own' as purpose),
        struct('converted_contact_id' as column_name, n_converted_contact_id as filled, d_converted_contact_id as distinct_values, 'value of leads' as purpose),
        struct('converted_company_id' as column_name, n_converted_company_id as filled, d_converted_company_id as distinct_values, 'kept for questions of your own' as purpose),
        struct('converted_opportunity_id' as column_name, n_converted_opportunity_id as filled, d_converted_opportunity_id as distinct_values, 'value of leads' as purpose),
        struct('lead_source' as column_name, n_lead_source as filled, d_lead_source as distinct_values, 'kept for questions of your own' as purpose),
        struct('owner_id' as column_name, n_owner_id as filled, d_owner_id as distinct_values, 'owner of the record' as purpose),
        struct('country' as column_name, n_country as filled, d_country as distinct_values, 'country breakdown' as purpose),
        struct('person_key' as column_name, n_person_key as filled, d_person_key as distinct_values, 'one person across sources' as purpose),
        struct('email_sha256_google' as column_name, n_email_sha256_google as filled, d_email_sha256_google as distinct_values, 'audience matching' as purpose),
        struct('email_sha256_meta' as column_name, n_email_sha256_meta as filled, d_email_sha256_meta as distinct_values, 'audience matching' as purpose),
        struct('phone_sha256_google' as column_name, n_phone_sha256_google as filled, d_phone_sha256_google as distinct_values, 'audience matching' as purpose),
        struct('phone_sha256_meta' as column_name, n_phone_sha256_meta as filled, d_phone_sha256_meta as distinct_values, 'audience matching' as purpose),
        struct('gclid' as column_name, n_gclid as filled, d_gclid as distinct_values, 'leads by click' as purpose),
        struct('fbclid' as column_name, n_fbclid as filled, d_fbclid as distinct_values, 'leads by click' as purpose),
        struct('utm_source' as column_name, n_utm_source as filled, d_utm_source as distinct_values, 'channel of leads' as purpose),
        struct('utm_medium' as column_name, n_utm_medium as filled, d_utm_medium as distinct_values, 'channel of leads' as purpose),
        struct('utm_campaign' as column_name, n_utm_campaign as filled, d_utm_campaign as distinct_values, 'campaign of leads' as purpose),
        struct('utm_term' as column_name, n_utm_term as filled, d_utm_term as distinct_values, 'search term of leads' as purpose),
        struct('utm_content' as column_name, n_utm_content as filled, d_utm_content as distinct_values, 'ad of leads' as purpose),
        struct('landing_page' as column_name, n_landing_page as filled, d_landing_page as distinct_values, 'pages that bring leads' as purpose),
        struct('properties_json' as column_name, n_properties_json as filled, d_properties_json as distinct_values, 'fields of your own' as purpose),
        struct('account_time_zone' as column_name, n_account_time_zone as filled, d_account_time_zone as distinct_values, 'where a day begins and ends' as purpose)
    ]) as entry
)

select *
from final
