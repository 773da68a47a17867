-- materialize: table
-- Marketing touches of persons: each session's start, the rows of touch logs, and the clicks that CRM leads arrived with.
-- Grain: one row per touch_id. touch_at is UTC. A session's touch_id is its session_id.
-- channel, is_paid, is_direct: by the file's channel (its flags from the rule of that channel), else that of the ad account's campaign, else by
-- the channel rules. platform, account_id, campaign_id, ad_group_id, ad_id: what the click's marks mean (int_utm_resolved), else NULL;
-- resolved_by: how, "(unresolved)" where marks led nowhere; NULL where they are not those of an ad (int_channel_map).
-- is_conversion and what follows: a touch at which the person converted, as the session or log flags it (fct_conversions).
-- Dropped: touches without a time. person_id may be NULL: such a touch belongs to no path.
create or replace view marts.fct_touches as
with touches as (
    select *
    from marts.int_touches_unioned
),

utm_resolved as (
    select *
    from marts.int_utm_resolved
),

listed_campaigns as (
    select *
    from marts.int_campaign_versions
    where is_current
),

channels as (
    select *
    from marts.dim_channel
),

resolved as (
    select
        touches.* except (channel),
        utm_resolved.platform,
        utm_resolved.account_id,
        utm_resolved.campaign_id,
        utm_resolved.ad_group_id,
        utm_resolved.ad_id,
        utm_resolved.resolved_by,
        if(
            touches.is_channel_by_rule, coalesce(listed_campaigns.channel, touches.channel), touches.channel
        ) as channel,
        touches.is_channel_by_rule and listed_campaigns.channel is null as is_rule_kept,
    from touches
    left join utm_resolved
        on coalesce(touches.gclid, '') = utm_resolved.gclid
        and coalesce(trim(touches.campaign), '') = utm_resolved.campaign
        and coalesce(trim(touches.content), '') = utm_resolved.content
        and (utm_resolved.resolved_by = 'gclid' or touches.may_be_ad)
    left join listed_campaigns
        on utm_resolved.platform = listed_campaigns.platform
        and utm_resolved.account_id = listed_campaigns.account_id
        and utm_resolved.campaign_id = listed_campaigns.campaign_id
),

final as (
    select
        resolved.touch_id,
        resolved.person_id,
        resolved.touch_at,
        resolved.channel,
        coalesce(if(resolved.is_rule_kept, resolved.is_direct, channels.is_direct), false) as is_direct,
        coalesce(if(resolved.is_rule_kept, resolved.is_paid, channels.is_paid), false) as is_paid,
        resolved.platform,
        resolved.account_id,
        resolved.campaign_id,
        resolved.ad_group_id,
        resolved.ad_id,
        resolved.resolved_by,
        resolved.source,
        resolved.medium,
        resolved.campaign,
        resolved.is_conversion,
        resolved.conversion_type,
        resolved.conversion_value,
        resolved.currency_code,
        resolved.origin,
    from resolved
    left join channels
        on lower(resolved.channel) = channels.channel_key
)

select *
from final
