-- Facts about this warehouse. Grain: one row per key.
-- data: demo (simulated) or own (a company's real data); the two never mix.
-- code: version of the code that the schema was last brought to, and since when.
create table if not exists ops.meta (
    key string not null,
    value string not null,
    primary key (key) not enforced
)
