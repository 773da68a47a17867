-- Which channel of the marketing-mix model a campaign belongs to.
-- Grain: one row per platform, account_id, campaign_id that ever spent.
-- Where at most 10 campaigns spend and each does on at least half of the days between first and last spend, a campaign is a channel (campaigns of
-- one name are one channel); else its group is, platform and objective, without an objective platform and channel.
create or replace view marts.int_mmm_campaigns as
with spending as (
    select *
    from marts.fct_campaign_daily
    where spend > numeric '0'
),

campaigns as (
    select *
    from marts.dim_campaign
    where is_current
),

spent as (
    select
        platform,
        account_id,
        campaign_id,
        min(campaign_name) as any_name,
        min(channel) as channel,
        count(distinct date_day) as days,
    from spending
    group by platform, account_id, campaign_id
),

span as (
    select date_diff(max(date_day), min(date_day), day) + 1 as days
    from spending
),

grouping_choice as (
    select count(*) <= 10 and min(spent.days) * 2 >= min(span.days) as is_by_campaign
    from spent
    cross join span
),

final as (
    select
        spent.platform,
        spent.account_id,
        spent.campaign_id,
        if(
            grouping_choice.is_by_campaign,
            coalesce(campaigns.campaign_name, spent.any_name, spent.campaign_id),
            concat(spent.platform, ' / ', coalesce(campaigns.objective, spent.channel, '(other)'))
        ) as mmm_channel,
    from spent
    cross join grouping_choice
    left join campaigns
        on spent.platform = campaigns.platform
        and spent.account_id = campaigns.account_id
        and spent.campaign_id = campaigns.campaign_id
)

select *
from final
