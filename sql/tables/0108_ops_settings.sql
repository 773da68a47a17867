-- Settings that views read, written by the nightly run's first step. Grain: one row per key; a setting that is not set has no row.
-- as_of: the last complete day of data, YYYY-MM-DD; windows count back from it.
create table if not exists ops.settings (
    key string not null,
    value string not null,
    primary key (key) not enforced
)
