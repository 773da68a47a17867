-- What raw.facebook_ads_creatives holds, column by column: a part of rpt_data_inventory.
-- Grain: one row per column. Counts are rows that staging keeps; days are UTC.
-- purpose: what the column is used for where it is filled, and would bring where it is empty.
create or replace view marts.int_inventory_facebook_ads_creatives as
with kept_rows as (
    select *
    from staging.stg_facebook_ads__creatives
),

counted as (
    select
        count(*) as row_count,
        min(date(valid_from)) as first_day,
        max(date(valid_from)) as last_day,
        count(account_id) as n_account_id, count(distinct account_id) as d_account_id,
        count(creative_id) as n_creative_id, count(distinct creative_id) as d_creative_id,
        count(creative_name) as n_creative_name, count(distinct creative_name) as d_creative_name,
        count(title) as n_title, count(distinct title) as d_title,
        count(body) as n_body, count(distinct body) as d_body,
        count(call_to_action_type) as n_call_to_action_type, count(distinct call_to_action_type) as d_call_to_action_type,
        count(object_type) as n_object_type, count(distinct object_type) as d_object_type,
        count(image_url) as n_image_url, count(distinct image_url) as d_image_url,
        count(image_hash) as n_image_hash, count(distinct image_hash) as d_image_hash,
        count(video_id) as n_video_id, count(distinct video_id) as d_video_id,
        count(link_url) as n_link_url, count(distinct link_url) as d_link_url,
        count(url_tags) as n_url_tags, count(distinct url_tags) as d_url_tags,
        count(text_source) as n_text_source, count(distinct text_source) as d_text_source,
        count(object_story_spec_json) as n_object_story_spec_json, count(distinct object_story_spec_json) as d_object_story_spec_json,
        count(asset_feed_spec_json) as n_asset_feed_spec_json, count(distinct asset_feed_spec_json) as d_asset_feed_spec_json,
        count(valid_from) as n_observed_at, count(distinct valid_from) as d_observed_at,
        count(deleted_at) as n_deleted_at, count(distinct deleted_at) as d_deleted_at,
    from kept_rows
),

final as (
    select
        'facebook_ads_creatives' as table_name,
        'facebook_ads' as source,
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
        struct('creative_id' as column_name, n_creative_id as filled, d_creative_id as distinct_values, 'kept for questions of your own' as purpose),
        struct('creative_name' as column_name, n_creative_name as filled, d_creative_name as distinct_values, 'kept for questions of your own' as purpose),
        struct('title' as column_name, n_title as filled, d_title as distinct_values, 'kept for questions of your own' as purpose),
        struct('body' as column_name, n_body as filled, d_body as distinct_values, 'kept for questions of your own' as purpose),
        struct('call_to_action_type' as column_name, n_call_to_action_type as filled, d_call_to_action_type as distinct_values, 'kept for questions of your own' as purpose),
        struct('object_type' as column_name, n_object_type as filled, d_object_type as distinct_values, 'kind of record' as purpose),
        struct('image_url' as column_name, n_image_url as filled, d_image_url as distinct_values, 'kept for questions of your own' as purpose),
        struct('image_hash' as column_name, n_image_hash as filled, d_image_hash as distinct_values, 'kept for questions of your own' as purpose),
        struct('video_id' as column_name, n_video_id as filled, d_video_id as distinct_values, 'kept for questions of your own' as purpose),
        struct('link_url' as column_name, n_link_url as filled, d_link_url as distinct_values, 'where ads lead' as purpose),
        struct('url_tags' as column_name, n_url_tags as filled, d_url_tags as distinct_values, 'utm parameters of ads' as purpose),
        struct('text_source' as column_name, n_text_source as filled, d_text_source as distinct_values, 'kept for questions of your own' as purpose),
        struct('object_story_spec_json' as column_name, n_object_story_spec_json as filled, d_object_story_spec_json as distinct_values, 'kept for questions of your own' as purpose),
        struct('asset_feed_spec_json' as column_name, n_asset_feed_spec_json as filled, d_asset_feed_spec_json as distinct_values, 'kept for questions of your own' as purpose),
        struct('observed_at' as column_name, n_observed_at as filled, d_observed_at as distinct_values, 'history of names and settings' as purpose),
        struct('deleted_at' as column_name, n_deleted_at as filled, d_deleted_at as distinct_values, 'what is gone' as purpose)
    ]) as entry
)

select *
from final
