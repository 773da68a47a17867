-- What raw.file_touches holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_touches as
with kept_rows as (
    select *
    from staging.stg_file__touches
),

counted as (
    select
        count(*) as row_count,
        min(date(touch_at)) as first_day,
        max(date(touch_at)) as last_day,
        count(touch_id) as n_touch_id, count(distinct touch_id) as d_touch_id,
        count(user_id) as n_user_id, count(distinct user_id) as d_user_id,
        count(person_key) as n_person_key, count(distinct person_key) as d_person_key,
        count(touch_at) as n_touch_at, count(distinct touch_at) as d_touch_at,
        count(channel) as n_channel, count(distinct channel) as d_channel,
        count(campaign) as n_campaign, count(distinct campaign) as d_campaign,
        count(source) as n_source, count(distinct source) as d_source,
        count(medium) as n_medium, count(distinct medium) as d_medium,
        count(is_conversion) as n_is_conversion, count(distinct is_conversion) as d_is_conversion,
        count(conversion_type) as n_conversion_type, count(distinct conversion_type) as d_conversion_type,
        count(conversion_value) as n_conversion_value, count(distinct conversion_value) as d_conversion_value,
        count(currency_code) as n_currency_code, count(distinct currency_code) as d_currency_code,
    from kept_rows
),

final as (
    select
        'file_touches' as table_name,
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
        struct('touch_id' as column_name, n_touch_id as filled, d_touch_id as distinct_values, 'one row a touch' as purpose),
        struct('user_id' as column_name, n_user_id as filled, d_user_id as distinct_values, 'paths of visitors' as purpose),
        struct('person_key' as column_name, n_person_key as filled, d_person_key as distinct_values, 'paths of known persons' as purpose),
        struct('touch_at' as column_name, n_touch_at as filled, d_touch_at as distinct_values, 'attribution' as purpose),
        struct('channel' as column_name, n_channel as filled, d_channel as distinct_values, 'attribution by channel' as purpose),
        struct('campaign' as column_name, n_campaign as filled, d_campaign as distinct_values, 'credit to campaigns' as purpose),
        struct('source' as column_name, n_source as filled, d_source as distinct_values, 'channel rules' as purpose),
        struct('medium' as column_name, n_medium as filled, d_medium as distinct_values, 'channel rules' as purpose),
        struct('is_conversion' as column_name, n_is_conversion as filled, d_is_conversion as distinct_values, 'conversions' as purpose),
        struct('conversion_type' as column_name, n_conversion_type as filled, d_conversion_type as distinct_values, 'kind of conversion' as purpose),
        struct('conversion_value' as column_name, n_conversion_value as filled, d_conversion_value as distinct_values, 'value of credit' as purpose),
        struct('currency_code' as column_name, n_currency_code as filled, d_currency_code as distinct_values, 'value of credit' as purpose)
    ]) as entry
)

select *
from final
