import { insertStatement } from "../../ledger/rows.ts";
import type { SourceAccount } from "../../sources/source.ts";
import type { Row } from "../../warehouse/warehouse.ts";
import type { IngestCall } from "./ingest-call.ts";

const CONTENT = {
  source: "STRING",
  account_id: "STRING",
  account_name: "STRING",
  currency_code: "STRING",
  account_time_zone: "STRING",
  reached_via: "STRING",
  status: "STRING",
  problem_kind: "STRING",
  problem_message: "STRING",
  problem_fix: "STRING",
} as const;

const TYPES = { ...CONTENT, observed_at: "TIMESTAMP" } as const;

/** Asks the source for its accounts, and writes down what is new or changed about them and which are gone. */
export async function discoverAccounts(
  { source, context }: Pick<IngestCall, "source" | "context">,
  signal: AbortSignal,
): Promise<readonly SourceAccount[]> {
  const { warehouse, clock } = context;
  const accounts = await source.discover(signal);
  const { rows: before } = await warehouse.query(
    `select ${Object.keys(TYPES).join(", ")}
    from ops.source_accounts
    where source = @source
    qualify row_number() over (partition by account_id order by observed_at desc) = 1
    order by account_id`,
    { parameters: { source: { type: "STRING", value: source.name } } },
  );
  const now = new Map(accounts.map((account) => [account.accountId, accountRow(source.name, account)]));
  const changed = [...now.values()].filter((row) => !before.some((last) => isSame(last, row)));
  const gone = before
    .filter(({ account_id, status }) => status !== "gone" && !now.has(String(account_id)))
    .map((row) => ({ ...row, status: "gone", problem_kind: null, problem_message: null, problem_fix: null }));
  if (changed.length + gone.length > 0) {
    const last = Math.max(0, ...before.map(({ observed_at }) => Date.parse(String(observed_at))));
    const observedAt = new Date(Math.max(clock.now().getTime(), last + 1)).toISOString();
    const rows = [...changed, ...gone].map((row) => ({ ...row, observed_at: observedAt }));
    // Another reader of the source may have written the same at this instant.
    const statement = insertStatement("ops.source_accounts", TYPES, rows, {
      sql: "not exists (select 1 from ops.source_accounts where source = @same_source and observed_at >= @same_instant)",
      parameters: {
        same_source: { type: "STRING", value: source.name },
        same_instant: { type: "TIMESTAMP", value: observedAt },
      },
    });
    await warehouse.execute(statement.sql, statement);
  }
  return accounts;
}

function accountRow(source: string, account: SourceAccount): Row {
  const { problem } = account;
  return {
    source,
    account_id: account.accountId,
    account_name: account.name,
    currency_code: account.currencyCode,
    account_time_zone: account.timeZone,
    reached_via: account.via,
    status: problem === null ? "ok" : "problem",
    problem_kind: problem?.kind ?? null,
    problem_message: problem?.message ?? null,
    problem_fix: problem?.fix ?? null,
  };
}

function isSame(a: Row, b: Row): boolean {
  return Object.keys(CONTENT).every((name) => a[name] === b[name]);
}
