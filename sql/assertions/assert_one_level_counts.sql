-- Every campaign-day of staging counts at exactly one level.
-- Returns: campaign-days without a counted row, or counted at several levels.
with rows_by_day as (
    select
        date_day,
        platform,
        account_id,
        campaign_id,
        countif(is_counted) as counted_rows,
        count(distinct if(is_counted, counted_level, null)) as counted_levels,
    from marts.int_ad_spend_unioned
    group by date_day, platform, account_id, campaign_id
)

select *
from rows_by_day
where counted_rows = 0
    or counted_levels != 1
