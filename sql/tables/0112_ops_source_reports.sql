-- Reports of the API sources that settings name: what should be there, also where nothing was ever loaded. Rewritten by the nightly run's first step.
-- Grain: one row per source and report; report_key is <source>/<report>.
-- grain: days, listing, changes. priority: order in which quota is spent, 1 first. look_back_days: days that a night reads again, today included; NULL = not nightly.
-- retention_days: days that the platform keeps; NULL = all.
create table if not exists ops.source_reports (
    report_key string not null,
    source string not null,
    report string not null,
    grain string not null,
    priority int64 not null,
    look_back_days int64,
    retention_days int64,
    primary key (report_key) not enforced
)
