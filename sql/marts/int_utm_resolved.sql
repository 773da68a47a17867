-- materialize: table
-- What the marks of a click mean: the campaign, and where it can be told the ad, behind a click id and utm parameters.
-- Grain: one row per mark: gclid, utm campaign and utm content as leads, sessions, touches and GA4's sums bring them ('' where missing; utm texts folded).
-- resolved_by, the first that tells: gclid (the click itself), utm_id (utm_campaign is a campaign's id), utm_name (its present or a former
-- name), or the part of an ad's link that carries the parameters (int_utm_keys); "(unresolved)" where none does.
-- Dropped: what stands for no campaign, such as (organic), where there is no click id either.
-- Limits: a gclid is known for the 90 days that Google keeps clicks.
create or replace view marts.int_utm_resolved as
with leads as (
    select *
    from marts.int_leads_stated
),

web_sessions as (
    select *
    from marts.int_sessions_unioned
),

touches as (
    select *
    from staging.stg_file__touches
),

web_traffic as (
    select *
    from staging.stg_ga4__traffic_daily
),

clicks as (
    select
        gclid,
        account_id,
        campaign_id,
        ad_group_id,
        ad_id,
    from staging.stg_google_ads__clicks
    where gclid is not null
        and campaign_id is not null
    qualify row_number() over (
        partition by gclid
        order by date_day desc, account_id, campaign_id, ad_group_id, ad_id
    ) = 1
),

campaign_keys as (
    select *
    from marts.int_campaign_keys
),

utm_keys as (
    select *
    from marts.int_utm_keys
),

texts as (
    select gclid, campaign, content
    from leads
    union all
    select gclid, campaign, content
    from web_sessions
    union all
    select cast(null as string) as gclid, campaign, cast(null as string) as content
    from touches
    union all
    select cast(null as string) as gclid, campaign, cast(null as string) as content
    from web_traffic
),

marks as (
    select distinct
        coalesce(gclid, '') as gclid,
        coalesce(trim(campaign), '') as campaign,
        coalesce(trim(content), '') as content,
    from texts
    where coalesce(gclid, '') != ''
        or not regexp_contains(coalesce(trim(campaign), ''), r'^(\((organic|direct|referral|none|not set|not provided)\))?$')
),

folded as (
    select
        *,
        nullif(regexp_replace(lower(campaign), r'\s+', ''), '') as name_key,
        nullif(
            regexp_replace(replace(replace(replace(lower(campaign), '%20', ' '), '+', ' '), '%7c', '|'), r'\s+', ''), ''
        ) as campaign_key,
        nullif(
            regexp_replace(replace(replace(replace(lower(content), '%20', ' '), '+', ' '), '%7c', '|'), r'\s+', ''), ''
        ) as content_key,
    from marks
),

final as (
    select
        folded.gclid,
        folded.campaign,
        folded.content,
        case
            when clicks.gclid is not null then 'google_ads'
            else coalesce(by_id.platform, by_name.platform, by_link.platform)
        end as platform,
        coalesce(clicks.account_id, by_id.account_id, by_name.account_id, by_link.account_id) as account_id,
        coalesce(clicks.campaign_id, by_id.campaign_id, by_name.campaign_id, by_link.campaign_id) as campaign_id,
        coalesce(clicks.ad_group_id, by_ad.ad_group_id) as ad_group_id,
        coalesce(clicks.ad_id, by_ad.ad_id) as ad_id,
        case
            when clicks.gclid is not null then 'gclid'
            when by_id.key is not null then 'utm_id'
            when by_name.key is not null then 'utm_name'
            when by_link.campaign_key is not null then by_link.resolved_by
            else '(unresolved)'
        end as resolved_by,
    from folded
    left join clicks
        on folded.gclid = clicks.gclid
    left join campaign_keys as by_id
        on folded.campaign = by_id.key
        and by_id.key_kind = 'id'
    left join campaign_keys as by_name
        on folded.name_key = by_name.key
        and by_name.key_kind = 'name'
    left join utm_keys as by_link
        on folded.campaign_key = by_link.campaign_key
        and by_link.content_key = ''
    left join utm_keys as by_ad
        on folded.campaign_key = by_ad.campaign_key
        and folded.content_key = by_ad.content_key
        and clicks.gclid is null
        and by_ad.campaign_id = coalesce(by_id.campaign_id, by_name.campaign_id, by_link.campaign_id)
)

select *
from final
