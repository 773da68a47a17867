-- How something that names a campaign (a lead, a touch) finds its account: by the campaign's id, or by its name.
-- Grain: one row per key_kind (id, name) and key. Only keys that mean one campaign are here: an ambiguous one finds nothing.
create or replace view marts.int_campaign_keys as
with campaigns as (
    select *
    from marts.dim_campaign
    where is_current
),

keys as (
    select
        'id' as key_kind,
        campaign_id as key,
        platform,
        account_id,
        campaign_id,
        campaign_name,
        channel,
        currency_code,
    from campaigns
    union all
    select
        'name' as key_kind,
        name_key as key,
        platform,
        account_id,
        campaign_id,
        campaign_name,
        channel,
        currency_code,
    from campaigns
    where name_key is not null
),

final as (
    select *
    from keys
    qualify count(*) over (partition by key_kind, key) = 1
)

select *
from final
