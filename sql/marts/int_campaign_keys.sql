-- How something that names a campaign (a lead, a touch) finds its account: by the campaign's id, or by its name.
-- Grain: one row per key_kind (id, name) and key. Only keys that mean one campaign are here: an ambiguous one finds nothing.
-- A former name finds its campaign too, unless another campaign bears the name now. Names and channel are the present ones.
create or replace view marts.int_campaign_keys as
with versions as (
    select *
    from marts.dim_campaign
),

campaigns as (
    select *
    from marts.dim_campaign
    where is_current
),

names as (
    select
        platform,
        account_id,
        campaign_id,
        name_key,
        logical_or(is_current) as is_present_name,
    from versions
    where name_key is not null
    group by platform, account_id, campaign_id, name_key
),

kept_names as (
    select *
    from names
    qualify is_present_name or not logical_or(is_present_name) over (partition by name_key)
),

keys as (
    select
        'id' as key_kind,
        campaign_id as key,
        platform,
        account_id,
        campaign_id,
    from campaigns
    union all
    select
        'name' as key_kind,
        name_key as key,
        platform,
        account_id,
        campaign_id,
    from kept_names
),

unambiguous as (
    select *
    from keys
    qualify count(*) over (partition by key_kind, key) = 1
),

final as (
    select
        unambiguous.key_kind,
        unambiguous.key,
        unambiguous.platform,
        unambiguous.account_id,
        unambiguous.campaign_id,
        campaigns.campaign_name,
        campaigns.channel,
        campaigns.currency_code,
    from unambiguous
    inner join campaigns
        on unambiguous.platform = campaigns.platform
        and unambiguous.account_id = campaigns.account_id
        and unambiguous.campaign_id = campaigns.campaign_id
)

select *
from final
