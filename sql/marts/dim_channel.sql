-- Channels that rules or ad accounts name, and what kind each is.
-- Grain: one row per channel_key, the name in lower case. A channel of an ad account's campaigns is paid.
create or replace view marts.dim_channel as
with channel_rules as (
    select
        channel,
        is_paid,
        is_direct,
    from ops.channel_rules
),

campaigns as (
    select distinct channel
    from marts.int_campaign_versions
),

united as (
    select *
    from channel_rules
    union all
    select
        channel,
        true as is_paid,
        false as is_direct,
    from campaigns
),

final as (
    select
        lower(channel) as channel_key,
        min(channel) as channel,
        logical_or(is_paid) as is_paid,
        logical_or(is_direct) as is_direct,
    from united
    group by lower(channel)
)

select *
from final
