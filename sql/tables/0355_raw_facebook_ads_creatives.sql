-- What the ads of Facebook accounts show.
-- Grain: one row per account, creative and observed_at; a new row when its content changes.
-- title, body and link_url are the creative's own, else those of its story, else the first of its asset feed; text_source says which.
-- Limits: image_url comes without the signature that makes it expire; images are referenced, never copied.
create table if not exists raw.facebook_ads_creatives (
    account_id string,
    creative_id string,
    creative_name string,
    title string,
    body string,
    call_to_action_type string,
    object_type string,
    image_url string,
    image_hash string,
    video_id string,
    link_url string,
    url_tags string,
    text_source string,
    object_story_spec_json string,
    asset_feed_spec_json string,
    observed_at timestamp,
    deleted_at timestamp,
    load_id string,
    run_id string,
    loaded_at timestamp
)
cluster by account_id, creative_id
