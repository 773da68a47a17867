-- Ad accounts.
-- Grain: one row per platform and account_id; files state no history, so each account has one version.
-- currency_code: the one currency of its campaigns, NULL where they differ. account_time_zone: the zone of the settings.
create or replace view marts.dim_account as
with campaigns as (
    select *
    from marts.dim_campaign
),

settings as (
    select *
    from marts.int_settings
),

accounts as (
    select
        platform,
        account_id,
        if(min(currency_code) = max(currency_code), min(currency_code), null) as currency_code,
    from campaigns
    group by platform, account_id
),

final as (
    select
        accounts.platform,
        accounts.account_id,
        accounts.account_id as account_name,
        accounts.currency_code,
        settings.time_zone as account_time_zone,
        cast(null as string) as status,
        timestamp '1970-01-01 00:00:00+00' as valid_from,
        cast(null as timestamp) as valid_to,
        true as is_current,
        cast(null as timestamp) as deleted_at,
    from accounts
    cross join settings
)

select *
from final
