-- Totals of a day that a later load changed: what a platform or a corrected file said before and says now.
-- Grain: one row per load state, slice, measure and currency. Money is in currency_code; counts are those of its rows.
-- load_id: hash over all published loads at the time; slice_key: <platform>/<account_id>/<day>..<day>. Times are UTC instants.
-- NULL = unknown; a new_total is also NULL where the day has no row any more.
create table if not exists ops.restatements (
    load_id string not null,
    table_name string not null,
    slice_key string not null,
    measure string not null,
    currency_code string not null,
    old_total numeric,
    new_total numeric,
    run_id string not null,
    occurred_at timestamp not null,
    primary key (load_id, table_name, slice_key, measure, currency_code) not enforced
)
