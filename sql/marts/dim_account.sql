-- Ad accounts over time.
-- Grain: one row per platform, account_id and version; files state no history, so an account known by them only has one version.
-- The first version holds from 1970-01-01 on; valid_to is NULL for the current one. Times are UTC.
-- currency_code: the account's; of an account known by files the one currency of its campaigns, NULL where they differ.
-- account_time_zone: the account's; of an account known by files the zone of the settings. deleted_at: when it was no longer listed.
create or replace view marts.dim_account as
with campaigns as (
    select *
    from marts.dim_campaign
    where is_current
),

google_accounts as (
    select *
    from staging.stg_google_ads__customers
),

facebook_accounts as (
    select *
    from staging.stg_facebook_ads__accounts
),

settings as (
    select *
    from marts.int_settings
),

listed as (
    select
        'google_ads' as platform, account_id, account_name, currency_code, account_time_zone, status,
        valid_from, valid_to, is_current, deleted_at,
    from google_accounts
    where account_id is not null
    union all
    select
        'facebook_ads' as platform, account_id, account_name, currency_code, account_time_zone,
        cast(account_status as string) as status, valid_from, valid_to, is_current, deleted_at,
    from facebook_accounts
    where account_id is not null
),

known as (
    select
        platform,
        account_id,
        if(min(currency_code) = max(currency_code), min(currency_code), null) as currency_code,
    from campaigns
    group by platform, account_id
),

final as (
    select
        coalesce(listed.platform, known.platform) as platform,
        coalesce(listed.account_id, known.account_id) as account_id,
        coalesce(listed.account_name, listed.account_id, known.account_id) as account_name,
        coalesce(listed.currency_code, known.currency_code) as currency_code,
        coalesce(listed.account_time_zone, settings.time_zone) as account_time_zone,
        listed.status,
        if(
            coalesce(
                listed.valid_from = min(listed.valid_from) over (partition by listed.platform, listed.account_id),
                true
            ),
            timestamp '1970-01-01 00:00:00+00',
            listed.valid_from
        ) as valid_from,
        listed.valid_to,
        listed.valid_to is null as is_current,
        listed.deleted_at,
    from listed
    full outer join known
        on listed.platform = known.platform
        and listed.account_id = known.account_id
    cross join settings
)

select *
from final
