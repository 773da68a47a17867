-- Key events of the GA4 export, as rows of raw.ga4_key_events: the days @from_day to @to_day of the property are replaced by them.
-- Grain: one row per event. Times are UTC; event_date is the property's day. @key_events: names of the events that count, from settings,
-- since the export does not say which of its events are key events.
-- Runs in BigQuery only, on the property's export dataset, here ga4_export; only tables of a finished day count (ga4_sessions.sql).
-- value: the event's value parameter in its currency parameter; of a purchase the revenue where that is missing. NULL = unknown, never 0.
-- Dropped: events without a user (no consent).
with tagged as (
    select
        parse_date('%Y%m%d', event_date) as event_day,
        event_timestamp,
        event_name,
        user_pseudo_id,
        batch_page_id,
        batch_ordering_id,
        batch_event_index,
        (select params.value.int_value from unnest(event_params) as params where params.key = 'ga_session_id' limit 1)
            as ga_session_id,
        (
            select coalesce(
                params.value.double_value, params.value.float_value, cast(params.value.int_value as float64)
            )
            from unnest(event_params) as params
            where params.key = 'value'
            limit 1
        ) as event_value,
        (select params.value.string_value from unnest(event_params) as params where params.key = 'currency' limit 1)
            as event_currency,
        ecommerce.purchase_revenue as purchase_revenue,
    from `ga4_export.events_*`
    where regexp_contains(_table_suffix, r'^\d{8}$')
        and _table_suffix between format_date('%Y%m%d', @from_day) and format_date('%Y%m%d', @to_day)
        and event_name in unnest(@key_events)
        and user_pseudo_id is not null
),

identified as (
    select
        *,
        to_hex(
            sha256(
                concat(
                    user_pseudo_id, '|', coalesce(cast(ga_session_id as string), ''), '|', event_name, '|',
                    cast(event_timestamp as string), '|', coalesce(cast(batch_page_id as string), ''), '|',
                    coalesce(cast(batch_ordering_id as string), ''), '|', coalesce(cast(batch_event_index as string), '')
                )
            )
        ) as event_id,
    from tagged
),

final as (
    select
        @property_id as property_id,
        event_day as date_day,
        event_id,
        concat(user_pseudo_id, '.', cast(ga_session_id as string)) as session_id,
        user_pseudo_id,
        event_name,
        timestamp_micros(event_timestamp) as converted_at,
        safe_cast(
            format('%.6f', coalesce(event_value, if(event_name = 'purchase', purchase_revenue, null))) as numeric
        ) as value,
        event_currency as currency_code,
    from identified
    qualify row_number() over (partition by event_id order by event_day) = 1
)

select *
from final
