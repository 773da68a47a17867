-- Ad accounts, CRMs and web properties that a source's credential reaches. Append-only, written when something changed: the last observed_at of an account is its state.
-- Grain: one row per source, account and observed change. Times are UTC instants; account_time_zone is the IANA zone of the account's days.
-- status: ok, problem (it cannot be read: problem_kind, problem_message and problem_fix say why), gone (no longer listed).
create table if not exists ops.source_accounts (
    source string not null,
    account_id string not null,
    account_name string,
    currency_code string,
    account_time_zone string,
    reached_via string,
    status string not null,
    problem_kind string,
    problem_message string,
    problem_fix string,
    observed_at timestamp not null,
    primary key (source, account_id, observed_at) not enforced
)
