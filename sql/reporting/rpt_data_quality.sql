-- What is odd about the data: findings of imports, and what only shows when files meet.
-- Grain: one row per finding. date_day: the UTC day on which it was found; as_of for what the views find.
-- severity: info, warning, error. amount is money in currency_code.
-- superseded_level: rows of files that do not count because an API, another level or another breakdown of the same campaign-day does.
-- unresolved_campaign, lead_without_day: int_lead_findings.
-- missing_rate: rows with money that has no rate to the reporting currency. Dropped: findings of files that were taken back.
create or replace view reporting.rpt_data_quality as
with data_findings as (
    select *
    from ops.data_findings
),

files as (
    select *
    from ops.files
    qualify row_number() over (partition by file_key order by attempt desc) = 1
),

ad_spend as (
    select *
    from marts.int_ad_spend_unioned
),

performance as (
    select *
    from reporting.rpt_performance_daily
),

lead_findings as (
    select *
    from marts.int_lead_findings
),

settings as (
    select *
    from marts.int_settings
),

found_in_files as (
    select
        date(data_findings.found_at) as date_day,
        data_findings.source,
        files.file_name,
        data_findings.check_name,
        data_findings.severity,
        data_findings.column_name,
        data_findings.row_count,
        data_findings.amount,
        data_findings.currency_code,
        data_findings.example,
        data_findings.detail,
    from data_findings
    left join files
        on data_findings.file_key = files.file_key
    where coalesce(files.event, 'imported') != 'undone'
),

superseded as (
    select
        settings.as_of as date_day,
        ad_spend.source,
        files.file_name,
        'superseded_level' as check_name,
        'info' as severity,
        cast(null as string) as column_name,
        count(*) as row_count,
        sum(ad_spend.spend) as amount,
        ad_spend.currency_code,
        min(concat(ad_spend.campaign_id, ' on ', cast(ad_spend.date_day as string))) as example,
        'rows of a source, level or breakdown whose campaign-day is counted by other rows' as detail,
    from ad_spend
    cross join settings
    left join files
        on ad_spend.file_key = files.file_key
    where not ad_spend.is_counted
        and ad_spend.source = 'file'
    group by settings.as_of, ad_spend.source, files.file_name, ad_spend.currency_code
),

missing_rates as (
    select
        settings.as_of as date_day,
        'file' as source,
        cast(null as string) as file_name,
        'missing_rate' as check_name,
        'warning' as severity,
        'reporting_rate' as column_name,
        count(*) as row_count,
        sum(performance.spend) as amount,
        performance.currency_code,
        min(cast(performance.date_day as string)) as example,
        concat('no rate to ', min(settings.reporting_currency), ' of at most 7 days: ', '_reporting columns are NULL') as detail,
    from performance
    cross join settings
    where settings.reporting_currency is not null
        and performance.reporting_rate is null
        and (performance.spend != 0 or performance.conversion_value != 0 or performance.revenue != 0)
    group by settings.as_of, performance.currency_code
),

final as (
    select *
    from found_in_files
    union all
    select *
    from lead_findings
    union all
    select *
    from superseded
    union all
    select *
    from missing_rates
)

select *
from final
