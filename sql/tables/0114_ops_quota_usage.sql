-- Calls spent of the limits of the platforms' APIs, as the sources count them or the answers' headers say. Append-only.
-- Grain: one row per observation; several may share an instant, so the table has no key. Times are UTC instants.
-- scope: the project, app or token that the limit belongs to. call_limit: calls that the window allows; NULL = unknown. used_share: 0 to 1, where the platform gives it.
create table if not exists ops.quota_usage (
    source string not null,
    scope string not null,
    account_id string,
    limit_name string not null,
    calls int64 not null,
    call_limit int64,
    window_seconds int64,
    used_share float64,
    run_id string not null,
    observed_at timestamp not null
)
