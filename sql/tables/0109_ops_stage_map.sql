-- Which funnel stage a lead status means (settings.yaml: stages). Grain: one row per normalised status.
-- stage: lead, mql, sql, opportunity, won, lost, churned.
create table if not exists ops.stage_map (
    status string not null,
    stage string not null,
    primary key (status) not enforced
)
