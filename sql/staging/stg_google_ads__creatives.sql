-- Google Ads ads over time: where they lead and what they say.
-- Grain: one row per account_id, ad_group_id, ad_id and version.
-- valid_from: when this content was first seen; valid_to: when other content was, NULL for the last. deleted_at: when the entity was
-- found gone while this was its content; an entity that came back goes on with its next version.
create or replace view staging.stg_google_ads__creatives as
with creatives as (
    select *
    from raw.google_ads_creatives
),

observed as (
    select
        *,
        row_number() over (partition by customer_id, ad_group_id, ad_id order by observed_at) as observation_number,
        lead(deleted_at) over (partition by customer_id, ad_group_id, ad_id order by observed_at) as next_deleted_at,
        first_value(if(deleted_at is null, observed_at, null) ignore nulls) over (
            partition by customer_id, ad_group_id, ad_id
            order by observed_at
            rows between 1 following and unbounded following
        ) as next_observed_at,
    from creatives
),

final as (
    select
        customer_id as account_id,
        campaign_id,
        ad_group_id,
        ad_id,
        ad_name,
        ad_type,
        status,
        final_urls_json,
        final_mobile_urls_json,
        tracking_url_template,
        final_url_suffix,
        url_custom_parameters_json,
        headlines_json,
        descriptions_json,
        currency_code,
        account_time_zone,
        observed_at as valid_from,
        next_observed_at as valid_to,
        next_observed_at is null as is_current,
        coalesce(deleted_at, next_deleted_at) as deleted_at,
        loaded_at,
    from observed
    where deleted_at is null
        or observation_number = 1
)

select *
from final
