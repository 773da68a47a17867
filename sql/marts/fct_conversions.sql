-- materialize: table
-- What counts as a conversion, of every type; types are never added to each other.
-- Grain: one row per conversion_type and conversion_id. converted_at is UTC, converted_on its day in the settings' time zone.
-- Types: a session's or touch's flag by its name; a conversions file's own; a key event of the GA4 export by its name; order, lead and deal (won deals). A session's conversion_id
-- is its session_id; ids of orders, leads, deals and key events begin with their kind.
-- value is in currency_code: 0 is legal, NULL = unknown. Dropped: reversed conversions; conversions without a time; wins that were lost
-- since (int_leads_reached).
create or replace view marts.fct_conversions as
with touches as (
    select *
    from marts.fct_touches
),

filed as (
    select *
    from marts.int_conversions_filed
),

orders as (
    select *
    from marts.fct_orders
),

leads as (
    select *
    from marts.int_leads
    where arrived_at is not null
),

-- A deal is what its last change says: one that was won and lost again is no win.
stages as (
    select
        *,
        first_value(stage) over (partition by lead_id, deal_id order by change_number desc) as last_stage,
    from marts.fct_lead_stages
),

-- A won deal; of a lead without a won deal the first win of its own history.
wins as (
    select
        *,
        concat('deal:', coalesce(deal_id, concat('lead:', lead_id))) as win_id,
    from stages
    where stage = 'won'
        and entered_at is not null
        and (deal_id is null or last_stage = 'won')
    qualify row_number() over (
        partition by concat('deal:', coalesce(deal_id, concat('lead:', lead_id)))
        order by change_number
    ) = 1
        and (deal_id is not null or count(deal_id) over (partition by lead_id) = 0)
),

reached as (
    select *
    from marts.int_leads_reached
    where won_deals > 0
),

key_events as (
    select *
    from staging.stg_ga4__key_events
    where event_id is not null
        and converted_at is not null
),

sessions as (
    select *
    from marts.int_sessions
),

settings as (
    select *
    from marts.int_settings
),

all_types as (
    select
        touch_id as conversion_id,
        coalesce(conversion_type, 'conversion') as conversion_type,
        person_id,
        touch_at as converted_at,
        conversion_value as value,
        currency_code,
        cast(null as string) as status,
    from touches
    where is_conversion
    union all
    select *
    from filed
    union all
    select
        concat('ga4:', key_events.event_id) as conversion_id,
        coalesce(key_events.event_name, 'key_event') as conversion_type,
        coalesce(sessions.person_id, key_events.user_pseudo_id) as person_id,
        key_events.converted_at,
        key_events.value,
        key_events.currency_code,
        cast(null as string) as status,
    from key_events
    left join sessions
        on key_events.session_id = sessions.session_id
    union all
    select
        concat('order:', order_id) as conversion_id,
        'order' as conversion_type,
        person_id,
        ordered_at as converted_at,
        value,
        currency_code,
        cast(null as string) as status,
    from orders
    union all
    select
        concat('lead:', lead_id) as conversion_id,
        'lead' as conversion_type,
        person_id,
        arrived_at as converted_at,
        value,
        currency_code,
        cast(null as string) as status,
    from leads
    union all
    select
        wins.win_id as conversion_id,
        'deal' as conversion_type,
        wins.person_id,
        wins.entered_at as converted_at,
        wins.value,
        wins.currency_code,
        cast(null as string) as status,
    from wins
    inner join reached
        on wins.lead_id = reached.lead_id
),

final as (
    select
        all_types.* except (currency_code),
        date(all_types.converted_at, settings.time_zone) as converted_on,
        if(all_types.value is null, null, coalesce(all_types.currency_code, 'XXX')) as currency_code,
    from all_types
    cross join settings
)

select *
from final
