-- Which source tells of the web traffic of each day: one a day, so that the same visits are never added twice.
-- Grain: one row per date_day. web_source: ga4_export before ga4_api before session_file: an export holds every session, the Data API
-- sums of them, a file whatever somebody put in it.
create or replace view marts.int_web_days as
with sessions as (
    select *
    from marts.int_sessions
),

traffic as (
    select *
    from staging.stg_ga4__traffic_daily
),

sources as (
    select distinct
        date_day,
        web_source,
    from sessions
    where date_day is not null
    union distinct
    select distinct
        date_day,
        'ga4_api' as web_source,
    from traffic
    where date_day is not null
),

final as (
    select
        date_day,
        web_source,
    from sources
    qualify row_number() over (
        partition by date_day
        order by
            case web_source
                when 'ga4_export' then 1
                when 'ga4_api' then 2
                else 3
            end
    ) = 1
)

select *
from final
