-- Purpose: the fitted models themselves, to score again, online or after an audit.
-- Grain: one row per model and version that was fitted and accepted. Append only.
-- artifact_json: canonical JSON, arrays of numbers as base64 of little-endian FLOAT64, so that reading it back gives the same scores bit by
-- bit. artifact_sha256: of that text, hex. input_schema_json: the raw columns it reads, in order.
create table if not exists models.model_versions (
    model string not null,
    version string not null,
    run_id string not null,
    artifact_json string not null,
    artifact_sha256 string not null,
    input_schema_json string not null,
    created_at timestamp not null
)
