-- Which levels a file of ad days really reports, so that no money is counted at two levels.
-- Grain: one row per file_key and level (1 campaign, 2 ad group, 3 ad) that occurs in the file.
-- counted_level: a level is the file's own when it has rows on at least half as many campaign-days as any finer level of the
-- file; the few rows of another level are rows with a missing id and count with the next finer level that is the file's own.
-- breakdown: the columns (device, country …) that split this level; has_plain_rows: rows without any of them are totals of their
-- own (again: on at least half as many entity-days as the split rows), not split rows with a missing value.
create or replace view marts.int_ad_levels as
with ad_rows as (
    select *
    from marts.int_ad_rows
    where date_day is not null
),

entity_days as (
    select
        file_key,
        level,
        platform,
        account_id,
        campaign_id,
        date_day,
        ad_group_id,
        ad_id,
        logical_or(device is not null) as has_device,
        logical_or(country is not null) as has_country,
        logical_or(age is not null) as has_age,
        logical_or(gender is not null) as has_gender,
        logical_or(keyword is not null) as has_keyword,
        logical_or(coalesce(device, country, age, gender, keyword) is null) as has_plain,
        logical_or(coalesce(device, country, age, gender, keyword) is not null) as has_split,
    from ad_rows
    group by file_key, level, platform, account_id, campaign_id, date_day, ad_group_id, ad_id
),

campaign_days as (
    select
        file_key,
        level,
        platform,
        account_id,
        campaign_id,
        date_day,
    from entity_days
    group by file_key, level, platform, account_id, campaign_id, date_day
),

level_sizes as (
    select
        file_key,
        level,
        count(*) as campaign_days,
    from campaign_days
    group by file_key, level
),

own_levels as (
    select
        file_key,
        level,
    from level_sizes
    qualify 2 * campaign_days >= coalesce(
        max(campaign_days) over (
            partition by file_key
            order by level desc
            rows between unbounded preceding and 1 preceding
        ),
        0
    )
),

counted_levels as (
    select
        level_sizes.file_key,
        level_sizes.level,
        min(own_levels.level) as counted_level,
    from level_sizes
    inner join own_levels
        on level_sizes.file_key = own_levels.file_key
        and level_sizes.level <= own_levels.level
    group by level_sizes.file_key, level_sizes.level
),

breakdowns as (
    select
        file_key,
        level,
        concat(
            if(logical_or(has_device), 'device ', ''),
            if(logical_or(has_country), 'country ', ''),
            if(logical_or(has_age), 'age ', ''),
            if(logical_or(has_gender), 'gender ', ''),
            if(logical_or(has_keyword), 'keyword ', '')
        ) as breakdown,
        countif(has_plain) > 0 and 2 * countif(has_plain) >= countif(has_split) as has_plain_rows,
    from entity_days
    group by file_key, level
),

final as (
    select
        counted_levels.file_key,
        counted_levels.level,
        counted_levels.counted_level,
        trim(breakdowns.breakdown) as breakdown,
        breakdowns.has_plain_rows,
    from counted_levels
    inner join breakdowns
        on counted_levels.file_key = breakdowns.file_key
        and counted_levels.level = breakdowns.level
)

select *
from final
