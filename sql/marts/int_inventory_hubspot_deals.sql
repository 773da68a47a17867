-- What raw.hubspot_deals holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_hubspot_deals as
with kept_rows as (
    select *
    from staging.stg_hubspot__deals
),

counted as (
    select
        count(*) as row_count,
        min(date(created_at)) as first_day,
        max(date(created_at)) as last_day,
        count(account_id) as n_account_id, count(distinct account_id) as d_account_id,
        count(deal_id) as n_id, count(distinct deal_id) as d_id,
        count(created_at) as n_created_at, count(distinct created_at) as d_created_at,
        count(updated_at) as n_updated_at, count(distinct updated_at) as d_updated_at,
        count(deleted_at) as n_deleted_at, count(distinct deleted_at) as d_deleted_at,
        count(merged_ids) as n_merged_ids, count(distinct merged_ids) as d_merged_ids,
        count(pipeline_id) as n_pipeline_id, count(distinct pipeline_id) as d_pipeline_id,
        count(pipeline_label) as n_pipeline_label, count(distinct pipeline_label) as d_pipeline_label,
        count(stage) as n_stage, count(distinct stage) as d_stage,
        count(stage_label) as n_stage_label, count(distinct stage_label) as d_stage_label,
        count(is_closed) as n_is_closed, count(distinct is_closed) as d_is_closed,
        count(is_won) as n_is_won, count(distinct is_won) as d_is_won,
        count(amount) as n_amount, count(distinct amount) as d_amount,
        count(currency_code) as n_currency_code, count(distinct currency_code) as d_currency_code,
        count(closed_at) as n_closed_at, count(distinct closed_at) as d_closed_at,
        count(owner_id) as n_owner_id, count(distinct owner_id) as d_owner_id,
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
        'hubspot_deals' as table_name,
        'hubspot' as source,
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
        struct('merged_ids' as column_name, n_merged_ids as filled, d_merged_ids as distinct_values, 'leads that are one' as purpose),
        struct('pipeline_id' as column_name, n_pipeline_id as filled, d_pipeline_id as distinct_values, 'kept for questions of your own' as purpose),
        struct('pipeline_label' as column_name, n_pipeline_label as filled, d_pipeline_label as distinct_values, 'kept for questions of your own' as purpose),
        struct('stage' as column_name, n_stage as filled, d_stage as distinct_values, 'funnel stages' as purpose),
        struct('stage_label' as column_name, n_stage_label as filled, d_stage_label as distinct_values, 'funnel stages' as purpose),
        struct('is_closed' as column_name, n_is_closed as filled, d_is_closed as distinct_values, 'open and ended deals' as purpose),
        struct('is_won' as column_name, n_is_won as filled, d_is_won as distinct_values, 'won deals' as purpose),
        struct('amount' as column_name, n_amount as filled, d_amount as distinct_values, 'won and pipeline value' as purpose),
        struct('currency_code' as column_name, n_currency_code as filled, d_currency_code as distinct_values, 'money at all' as purpose),
        struct('closed_at' as column_name, n_closed_at as filled, d_closed_at as distinct_values, 'when deals ended' as purpose),
        struct('owner_id' as column_name, n_owner_id as filled, d_owner_id as distinct_values, 'owner of the record' as purpose),
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
