-- A campaign's versions follow each other without gap or overlap, and exactly one is current.
-- Returns: campaigns with versions that do not.
with versions as (
    select
        platform,
        account_id,
        campaign_id,
        valid_from,
        valid_to,
        is_current,
        lead(valid_from) over (
            partition by platform, account_id, campaign_id
            order by valid_from
        ) as next_valid_from,
    from marts.dim_campaign
)

select
    platform,
    account_id,
    campaign_id,
    countif(is_current) as current_versions,
    countif(valid_to is distinct from next_valid_from) as broken_versions,
from versions
group by platform, account_id, campaign_id
having countif(is_current) != 1
    or countif(valid_to is distinct from next_valid_from) > 0
