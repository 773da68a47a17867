-- Campaigns as files list them.
-- Grain: one row per kept row of a file. Row key: platform and campaign_id, without an id the name.
-- Dropped: rows of a key that a later import also holds. The newest file's rows of the key stay, all of them,
-- so that a corrected or overlapping export replaces what it repeats and never adds up.
create or replace view staging.stg_file__campaigns as
with file_campaigns as (
    select *
    from raw.file_campaigns
),

final as (
    select
        campaign_id,
        campaign_name,
        advertiser_id,
        project_name,
        platform,
        channel,
        objective,
        product_category,
        daily_budget,
        lifetime_budget,
        currency_code,
        started_at,
        stopped_at,
        file_key,
        row_number,
        flags,
        properties_json,
        run_id,
        loaded_at,
    from file_campaigns
    qualify rank() over (
        partition by
            lower(platform),
            campaign_id,
            if(campaign_id is null, lower(replace(campaign_name, ' ', '')), null)
        order by loaded_at desc, file_key desc
    ) = 1
)

select *
from final
