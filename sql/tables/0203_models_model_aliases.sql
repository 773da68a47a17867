-- Purpose: which version of a model is in use. alias: champion or challenger; the last row of a model and alias wins, a rollback is a new row.
-- Grain: one row per change. Append only.
create table if not exists models.model_aliases (
    model string not null,
    alias string not null,
    version string not null,
    set_at timestamp not null,
    set_by string not null,
    reason string
)
