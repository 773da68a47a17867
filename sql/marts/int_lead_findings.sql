-- What is odd about leads as a whole: a part of rpt_data_quality.
-- Grain: one row per finding. unresolved_campaign: leads of CRMs whose marks lead to no campaign. lead_without_day: leads that no daily
-- report can show.
create or replace view marts.int_lead_findings as
with leads as (
    select *
    from marts.int_leads
),

settings as (
    select *
    from marts.int_settings
),

without_day as (
    select
        settings.as_of as date_day,
        'file' as source,
        cast(null as string) as file_name,
        'lead_without_day' as check_name,
        'warning' as severity,
        'created_at' as column_name,
        count(*) as row_count,
        cast(null as numeric) as amount,
        cast(null as string) as currency_code,
        min(leads.lead_id) as example,
        'leads of which no file says when they arrived: they stand in no report by day' as detail,
    from leads
    cross join settings
    where leads.date_day is null
    group by settings.as_of
),

unresolved as (
    select
        settings.as_of as date_day,
        leads.crm as source,
        cast(null as string) as file_name,
        'unresolved_campaign' as check_name,
        'info' as severity,
        'utm_campaign' as column_name,
        count(*) as row_count,
        cast(null as numeric) as amount,
        cast(null as string) as currency_code,
        min(leads.utm_campaign) as example,
        'leads whose click id and utm parameters lead to no campaign: they are counted as unattributed' as detail,
    from leads
    cross join settings
    where leads.resolved_by = '(unresolved)'
        and leads.crm != 'file'
    group by settings.as_of, leads.crm
),

final as (
    select *
    from without_day
    union all
    select *
    from unresolved
)

select *
from final
