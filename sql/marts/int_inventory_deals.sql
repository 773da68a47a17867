-- What raw.file_deals holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_deals as
with kept_rows as (
    select *
    from staging.stg_file__deals
),

counted as (
    select
        count(*) as row_count,
        min(date(created_at)) as first_day,
        max(date(coalesce(closed_at, created_at))) as last_day,
        count(deal_id) as n_deal_id, count(distinct deal_id) as d_deal_id,
        count(lead_id) as n_lead_id, count(distinct lead_id) as d_lead_id,
        count(account_name) as n_account_name, count(distinct account_name) as d_account_name,
        count(product) as n_product, count(distinct product) as d_product,
        count(stage_text) as n_stage_text, count(distinct stage_text) as d_stage_text,
        count(owner) as n_owner, count(distinct owner) as d_owner,
        count(created_at) as n_created_at, count(distinct created_at) as d_created_at,
        count(closed_at) as n_closed_at, count(distinct closed_at) as d_closed_at,
        count(value) as n_value, count(distinct value) as d_value,
        count(currency_code) as n_currency_code, count(distinct currency_code) as d_currency_code,
    from kept_rows
),

final as (
    select
        'file_deals' as table_name,
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
        struct('deal_id' as column_name, n_deal_id as filled, d_deal_id as distinct_values, 'one row a deal' as purpose),
        struct('lead_id' as column_name, n_lead_id as filled, d_lead_id as distinct_values, 'deals of leads' as purpose),
        struct('account_name' as column_name, n_account_name as filled, d_account_name as distinct_values, 'names' as purpose),
        struct('product' as column_name, n_product as filled, d_product as distinct_values, 'products' as purpose),
        struct('stage_text' as column_name, n_stage_text as filled, d_stage_text as distinct_values, 'won, lost, open' as purpose),
        struct('owner' as column_name, n_owner as filled, d_owner as distinct_values, 'sales' as purpose),
        struct('created_at' as column_name, n_created_at as filled, d_created_at as distinct_values, 'day of arrival' as purpose),
        struct('closed_at' as column_name, n_closed_at as filled, d_closed_at as distinct_values, 'when it was won or lost' as purpose),
        struct('value' as column_name, n_value as filled, d_value as distinct_values, 'revenue, pipeline value' as purpose),
        struct('currency_code' as column_name, n_currency_code as filled, d_currency_code as distinct_values, 'revenue, pipeline value' as purpose)
    ]) as entry
)

select *
from final
