-- What raw.file_leads holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_leads as
with kept_rows as (
    select *
    from staging.stg_file__leads
),

counted as (
    select
        count(*) as row_count,
        min(date(created_at)) as first_day,
        max(date(created_at)) as last_day,
        count(lead_id) as n_lead_id, count(distinct lead_id) as d_lead_id,
        count(campaign_id) as n_campaign_id, count(distinct campaign_id) as d_campaign_id,
        count(person_key) as n_person_key, count(distinct person_key) as d_person_key,
        count(email_sha256_google) as n_email_sha256_google, count(distinct email_sha256_google) as d_email_sha256_google,
        count(email_sha256_meta) as n_email_sha256_meta, count(distinct email_sha256_meta) as d_email_sha256_meta,
        count(phone_sha256_google) as n_phone_sha256_google, count(distinct phone_sha256_google) as d_phone_sha256_google,
        count(phone_sha256_meta) as n_phone_sha256_meta, count(distinct phone_sha256_meta) as d_phone_sha256_meta,
        count(status) as n_status, count(distinct status) as d_status,
        count(source) as n_source, count(distinct source) as d_source,
        count(medium) as n_medium, count(distinct medium) as d_medium,
        count(campaign) as n_campaign, count(distinct campaign) as d_campaign,
        count(landing_page) as n_landing_page, count(distinct landing_page) as d_landing_page,
        count(created_at) as n_created_at, count(distinct created_at) as d_created_at,
        count(value) as n_value, count(distinct value) as d_value,
        count(currency_code) as n_currency_code, count(distinct currency_code) as d_currency_code,
    from kept_rows
),

final as (
    select
        'file_leads' as table_name,
        'file' as source,
        entry.column_name,
        counted.row_count,
        entry.filled,
        entry.distinct_values,
        counted.first_day,
        counted.last_day,
        entry.purpose,
    from counted
    cross join unnest([
        struct('lead_id' as column_name, n_lead_id as filled, d_lead_id as distinct_values, 'leads, funnel' as purpose),
        struct('campaign_id' as column_name, n_campaign_id as filled, d_campaign_id as distinct_values, 'cost per lead by campaign' as purpose),
        struct('person_key' as column_name, n_person_key as filled, d_person_key as distinct_values, 'attribution of leads' as purpose),
        struct('email_sha256_google' as column_name, n_email_sha256_google as filled, d_email_sha256_google as distinct_values, 'conversion upload to Google' as purpose),
        struct('email_sha256_meta' as column_name, n_email_sha256_meta as filled, d_email_sha256_meta as distinct_values, 'conversion upload to Meta' as purpose),
        struct('phone_sha256_google' as column_name, n_phone_sha256_google as filled, d_phone_sha256_google as distinct_values, 'conversion upload to Google' as purpose),
        struct('phone_sha256_meta' as column_name, n_phone_sha256_meta as filled, d_phone_sha256_meta as distinct_values, 'conversion upload to Meta' as purpose),
        struct('status' as column_name, n_status as filled, d_status as distinct_values, 'stage of leads without history' as purpose),
        struct('source' as column_name, n_source as filled, d_source as distinct_values, 'channel of the lead, lead score' as purpose),
        struct('medium' as column_name, n_medium as filled, d_medium as distinct_values, 'channel of the lead, lead score' as purpose),
        struct('campaign' as column_name, n_campaign as filled, d_campaign as distinct_values, 'campaign by name, lead score' as purpose),
        struct('landing_page' as column_name, n_landing_page as filled, d_landing_page as distinct_values, 'lead score' as purpose),
        struct('created_at' as column_name, n_created_at as filled, d_created_at as distinct_values, 'day of arrival' as purpose),
        struct('value' as column_name, n_value as filled, d_value as distinct_values, 'pipeline value, revenue' as purpose),
        struct('currency_code' as column_name, n_currency_code as filled, d_currency_code as distinct_values, 'pipeline value, revenue' as purpose)
    ]) as entry
)

select *
from final
