-- Ad results over a period of several days, or of no stated period. Never part of a daily mart.
-- Grain: one row per kept row of a file. Row key: period, platform, account, the finest of ad_id, ad_group_id, campaign_id
-- (a level known by name only: its name), and device, country, age, gender, keyword; without an id all columns that are no measures.
-- Texts count as equal whatever their case, names also whatever their spaces.
-- Dropped: rows of a key that a later import also holds. The newest file's rows of the key stay, all of them,
-- so that a corrected or overlapping export replaces what it repeats and never adds up.
create or replace view staging.stg_file__ad_periods as
with file_ad_periods as (
    select *
    from raw.file_ad_periods
),

final as (
    select
        period_start,
        period_end,
        platform,
        account_id,
        campaign_id,
        campaign_name,
        channel,
        ad_group_id,
        ad_group_name,
        ad_id,
        ad_name,
        keyword,
        device,
        country,
        age,
        gender,
        spend,
        conversion_value,
        currency_code,
        impressions,
        clicks,
        link_clicks,
        reach,
        engagements,
        conversions,
        leads,
        derived_from,
        stated_ctr,
        stated_cpl,
        stated_qualified_rate,
        file_key,
        row_number,
        flags,
        properties_json,
        run_id,
        loaded_at,
    from file_ad_periods
    qualify rank() over (
        partition by
            period_start,
            period_end,
            lower(platform),
            account_id,
            case
                when ad_id is not null then concat('ad ', ad_id)
                when ad_group_id is not null then concat('ad_group ', ad_group_id)
                when campaign_id is not null then concat('campaign ', campaign_id)
            end,
            lower(device),
            lower(country),
            lower(age),
            lower(gender),
            lower(keyword),
            if(ad_id is null, lower(replace(ad_name, ' ', '')), null),
            if(coalesce(ad_id, ad_group_id) is null, lower(replace(ad_group_name, ' ', '')), null),
            if(coalesce(ad_id, ad_group_id, campaign_id) is null, lower(replace(campaign_name, ' ', '')), null),
            if(coalesce(ad_id, ad_group_id, campaign_id) is null, lower(channel), null),
            if(coalesce(ad_id, ad_group_id, campaign_id) is null, currency_code, null)
        order by loaded_at desc, file_key desc
    ) = 1
)

select *
from final
