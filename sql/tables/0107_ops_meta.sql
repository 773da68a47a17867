-- Facts about this warehouse. Grain: one row per key.
-- data: demo (simulated) or own (a company's real data); the two never mix.
create table if not exists ops.meta (
    key string not null,
    value string not null,
    primary key (key) not enforced
)
