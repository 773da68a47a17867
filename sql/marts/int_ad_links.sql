-- materialize: table
-- Where ads lead, and the utm parameters that their clicks arrive with.
-- Grain: one row per platform, account_id, ad_group_id, ad_id, by the ads as they are now.
-- A parameter is looked for in the final URL, then the tracking template (only one that brings {lpurl} ends on the page), then the final
-- URL suffix, each of the nearest level that has one: ad, ad group, campaign, account; of Facebook in link and url_tags. resolved_by: where
-- utm_campaign was found. ValueTrack {campaignid}, {adgroupid}, {creative} and Facebook's {{campaign.id}}, {{campaign.name}}, {{adset.id}},
-- {{adset.name}}, {{ad.id}}, {{ad.name}} are filled in; a value with any other macro depends on the click and is NULL.
create or replace view marts.int_ad_links as
with google_ads as (
    select *
    from staging.stg_google_ads__creatives
    where is_current
),

google_ad_groups as (
    select *
    from staging.stg_google_ads__ad_groups
    where is_current
),

google_campaigns as (
    select *
    from staging.stg_google_ads__campaigns
    where is_current
),

google_accounts as (
    select *
    from staging.stg_google_ads__customers
    where is_current
),

facebook_ads as (
    select *
    from staging.stg_facebook_ads__ads
    where is_current
),

facebook_ad_sets as (
    select *
    from staging.stg_facebook_ads__ad_sets
    where is_current
),

facebook_campaigns as (
    select *
    from staging.stg_facebook_ads__campaigns
    where is_current
),

facebook_creatives as (
    select *
    from staging.stg_facebook_ads__creatives
    where is_current
),

google_parts as (
    select
        google_ads.account_id,
        google_ads.campaign_id,
        google_ads.ad_group_id,
        google_ads.ad_id,
        json_value(google_ads.final_urls_json, '$[0]') as link,
        coalesce(
            google_ads.tracking_url_template,
            google_ad_groups.tracking_url_template,
            google_campaigns.tracking_url_template,
            google_accounts.tracking_url_template
        ) as template,
        coalesce(
            google_ads.final_url_suffix,
            google_ad_groups.final_url_suffix,
            google_campaigns.final_url_suffix,
            google_accounts.final_url_suffix
        ) as suffix,
    from google_ads
    left join google_ad_groups
        on google_ads.account_id = google_ad_groups.account_id
        and google_ads.ad_group_id = google_ad_groups.ad_group_id
    left join google_campaigns
        on google_ads.account_id = google_campaigns.account_id
        and google_ads.campaign_id = google_campaigns.campaign_id
    left join google_accounts
        on google_ads.account_id = google_accounts.account_id
),

united as (
    select
        'google_ads' as platform,
        account_id,
        campaign_id,
        ad_group_id,
        ad_id,
        cast(null as string) as campaign_name,
        cast(null as string) as ad_group_name,
        cast(null as string) as ad_name,
        link,
        if(regexp_contains(template, r'\{(un)?(escaped)?lpurl'), template, null) as template,
        concat('?', suffix) as tags,
    from google_parts
    union all
    select
        'facebook_ads' as platform,
        facebook_ads.account_id,
        facebook_ads.campaign_id,
        facebook_ads.ad_group_id,
        facebook_ads.ad_id,
        facebook_campaigns.campaign_name,
        facebook_ad_sets.ad_group_name,
        facebook_ads.ad_name,
        facebook_creatives.link_url as link,
        cast(null as string) as template,
        concat('?', facebook_creatives.url_tags) as tags,
    from facebook_ads
    left join facebook_creatives
        on facebook_ads.account_id = facebook_creatives.account_id
        and facebook_ads.creative_id = facebook_creatives.creative_id
    left join facebook_ad_sets
        on facebook_ads.account_id = facebook_ad_sets.account_id
        and facebook_ads.ad_group_id = facebook_ad_sets.ad_group_id
    left join facebook_campaigns
        on facebook_ads.account_id = facebook_campaigns.account_id
        and facebook_ads.campaign_id = facebook_campaigns.campaign_id
),

final as (
    select
        *,
        regexp_extract(link, r'[?&]utm_campaign=([^&#]+)') as link_campaign,
        regexp_extract(template, r'[?&]utm_campaign=([^&#]+)') as template_campaign,
        regexp_extract(tags, r'[?&]utm_campaign=([^&#]+)') as tags_campaign,
        coalesce(
            regexp_extract(link, r'[?&]utm_content=([^&#]+)'),
            regexp_extract(template, r'[?&]utm_content=([^&#]+)'),
            regexp_extract(tags, r'[?&]utm_content=([^&#]+)')
        ) as content,
    from united
)

select *
from final
