-- materialize: table
-- What the utm parameters on ads' links mean: which campaign, and which ad.
-- Grain: one row per campaign_key and content_key; content_key '' is the campaign alone. Only keys that mean one campaign are here, with
-- ad_group_id and ad_id where they mean one ad. resolved_by: final_url, tracking_template, final_url_suffix, url_tags.
-- Keys are folded: lower case, decoded blanks and bars, no white space.
create or replace view marts.int_utm_keys as
with ad_links as (
    select *
    from marts.int_ad_links
),

chosen as (
    select
        *,
        coalesce(link_campaign, template_campaign, tags_campaign) as raw_campaign,
        case
            when link_campaign is not null then 'final_url'
            when template_campaign is not null then 'tracking_template'
            when platform = 'google_ads' then 'final_url_suffix'
            else 'url_tags'
        end as resolved_by,
    from ad_links
),

filled as (
    select
        platform,
        account_id,
        campaign_id,
        ad_group_id,
        ad_id,
        resolved_by,
        part.name as part_name,
        replace(
            replace(
                replace(
                    replace(
                        replace(
                            replace(
                                replace(
                                    replace(
                                        replace(
                                            part.value, '{{campaign.name}}', coalesce(campaign_name, '{{campaign.name}}')
                                        ),
                                        '{{adset.name}}', coalesce(ad_group_name, '{{adset.name}}')
                                    ),
                                    '{{ad.name}}', coalesce(ad_name, '{{ad.name}}')
                                ),
                                '{{campaign.id}}', coalesce(campaign_id, '{{campaign.id}}')
                            ),
                            '{{adset.id}}', coalesce(ad_group_id, '{{adset.id}}')
                        ),
                        '{{ad.id}}', coalesce(ad_id, '{{ad.id}}')
                    ),
                    '{campaignid}', coalesce(campaign_id, '{campaignid}')
                ),
                '{adgroupid}', coalesce(ad_group_id, '{adgroupid}')
            ),
            '{creative}', coalesce(ad_id, '{creative}')
        ) as value,
    from chosen
    cross join unnest([
        struct('campaign' as name, raw_campaign as value),
        struct('content' as name, content as value)
    ]) as part
),

folded as (
    select
        * except (value),
        if(
            strpos(value, '{') > 0,
            null,
            nullif(
                regexp_replace(
                    replace(replace(replace(lower(value), '%20', ' '), '+', ' '), '%7c', '|'), r'\s+', ''
                ),
                ''
            )
        ) as key,
    from filled
),

ad_keys as (
    select
        platform,
        account_id,
        campaign_id,
        ad_group_id,
        ad_id,
        min(resolved_by) as resolved_by,
        min(if(part_name = 'campaign', key, null)) as campaign_key,
        min(if(part_name = 'content', key, null)) as content_key,
    from folded
    group by platform, account_id, campaign_id, ad_group_id, ad_id
),

levels as (
    select
        * except (content_key),
        '' as content_key,
    from ad_keys
    where campaign_key is not null
    union all
    select
        * except (content_key),
        content_key,
    from ad_keys
    where campaign_key is not null
        and content_key is not null
),

counted as (
    select
        *,
        count(*) over (partition by campaign_key, content_key) as ads,
        concat(platform, '/', account_id, '/', coalesce(campaign_id, '')) as campaign_path,
    from levels
),

final as (
    select
        campaign_key,
        content_key,
        min(counted.platform) as platform,
        min(counted.account_id) as account_id,
        min(counted.campaign_id) as campaign_id,
        min(if(counted.content_key != '' and counted.ads = 1, counted.ad_group_id, null)) as ad_group_id,
        min(if(counted.content_key != '' and counted.ads = 1, counted.ad_id, null)) as ad_id,
        min(counted.resolved_by) as resolved_by,
    from counted
    group by campaign_key, content_key
    having count(distinct counted.campaign_path) = 1
)

select *
from final
