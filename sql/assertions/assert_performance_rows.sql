-- step: publish
-- rpt_performance_daily keeps its grain, names a currency beside all money, and shows no ratio without both its parts.
-- Returns: offending rows with the reason.
with performance as (
    select
        *,
        count(*) over (
            partition by date_day, platform, account_id, campaign_id, currency_code, if(platform = '(unattributed)', channel, '')
        ) as same_key_rows,
    from reporting.rpt_performance_daily
),

checked as (
    select
        date_day,
        platform,
        account_id,
        campaign_id,
        currency_code,
        case
            when same_key_rows > 1 then 'repeated key'
            when currency_code is null then 'no currency'
            when platform is null or account_id is null or campaign_id is null or channel is null then 'no dimension'
            when ctr is not null and coalesce(ctr_impressions, 0) = 0 then 'ctr without impressions'
            when cpc is not null and coalesce(cpc_clicks, 0) = 0 then 'cpc without clicks'
            when cpm is not null and coalesce(cpm_impressions, 0) = 0 then 'cpm without impressions'
            when cpl is not null and (spend is null or coalesce(leads, 0) = 0) then 'cpl without spend or leads'
            when roas is not null and coalesce(spend, numeric '0') = numeric '0' then 'roas without spend'
            when coalesce(mqls > leads or sqls > mqls or opportunities > sqls, false) then 'more leads in a later stage'
            when platform = '(unattributed)' and spend is not null then 'spend without a campaign'
        end as reason,
    from performance
)

select *
from checked
where reason is not null
