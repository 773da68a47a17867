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

-- Only a file that mixes levels, or totals and breakdowns, needs a closer look at its rows.
simple_files as (
    select
        file_key,
        min(level) as only_level,
        concat(
            if(count(device) > 0, 'device ', ''),
            if(count(country) > 0, 'country ', ''),
            if(count(age) > 0, 'age ', ''),
            if(count(gender) > 0, 'gender ', ''),
            if(count(keyword) > 0, 'keyword ', '')
        ) as breakdown,
    from ad_rows
    group by file_key
    having min(level) = max(level)
        and count(coalesce(device, country, age, gender, keyword)) in (0, count(*))
),

mixed_rows as (
    select ad_rows.*
    from ad_rows
    left join simple_files
        on ad_rows.file_key = simple_files.file_key
    where simple_files.file_key is null
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
    from mixed_rows
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
    union all
    select
        file_key,
        only_level as level,
        only_level as counted_level,
        trim(breakdown) as breakdown,
        breakdown = '' as has_plain_rows,
    from simple_files
)

select *
from final
