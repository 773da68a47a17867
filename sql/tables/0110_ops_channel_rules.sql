-- Rules that name the channel of a touch or campaign (settings.yaml: channels). The first rule that matches wins.
-- Grain: one row per rule_order. Patterns are RE2 over lower-cased text; NULL matches anything.
create table if not exists ops.channel_rules (
    rule_order int64 not null,
    source_pattern string,
    medium_pattern string,
    campaign_pattern string,
    channel string not null,
    is_paid bool not null,
    is_direct bool not null,
    primary key (rule_order) not enforced
)
