-- materialize: table
-- Channel of every source, medium and campaign text that occurs, by the first matching rule of the settings.
-- Grain: one row per source, medium, campaign (lower case, empty text where missing).
-- channel is "(other)" where no rule matches. A missing value is matched as empty text; a NULL pattern matches anything.
-- may_be_ad: what so arrives may have clicked an ad: the rule says paid, or it tells nothing (no rule, no source). An e-mail whose campaign is
-- named like one of an ad account is no click on it.
create or replace view marts.int_channel_map as
with channel_rules as (
    select *
    from ops.channel_rules
),

sessions as (
    select *
    from marts.int_sessions_unioned
),

touches as (
    select *
    from staging.stg_file__touches
),

leads as (
    select *
    from marts.int_leads_stated
),

web_traffic as (
    select *
    from staging.stg_ga4__traffic_daily
),

texts as (
    select
        source,
        medium,
        campaign,
    from sessions
    union all
    select
        source,
        medium,
        campaign,
    from touches
    union all
    select
        source,
        medium,
        campaign,
    from leads
    union all
    select
        source,
        medium,
        campaign,
    from web_traffic
),

folded as (
    select distinct
        lower(trim(coalesce(source, ''))) as source,
        lower(trim(coalesce(medium, ''))) as medium,
        lower(trim(coalesce(campaign, ''))) as campaign,
    from texts
),

matched as (
    select
        folded.source,
        folded.medium,
        folded.campaign,
        channel_rules.channel,
        channel_rules.is_paid,
        channel_rules.is_direct,
    from folded
    cross join channel_rules
    where (channel_rules.source_pattern is null or regexp_contains(folded.source, channel_rules.source_pattern))
        and (channel_rules.medium_pattern is null or regexp_contains(folded.medium, channel_rules.medium_pattern))
        and (channel_rules.campaign_pattern is null or regexp_contains(folded.campaign, channel_rules.campaign_pattern))
    qualify row_number() over (
        partition by folded.source, folded.medium, folded.campaign
        order by channel_rules.rule_order
    ) = 1
),

final as (
    select
        folded.source,
        folded.medium,
        folded.campaign,
        coalesce(matched.channel, '(other)') as channel,
        coalesce(matched.is_paid, false) as is_paid,
        coalesce(matched.is_direct, false) as is_direct,
        coalesce(matched.is_paid or matched.is_direct, true) as may_be_ad,
    from folded
    left join matched
        on folded.source = matched.source
        and folded.medium = matched.medium
        and folded.campaign = matched.campaign
)

select *
from final
