-- Totals that a later load changed: what a platform or a corrected file said before and says now.
-- Grain: one row per load, slice, measure and currency. Money measures are in currency_code, '' for counts. Times are UTC instants.
create table if not exists ops.restatements (
    load_id string not null,
    source string not null,
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
