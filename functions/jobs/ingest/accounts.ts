import { insertStatement } from "../../ledger/rows.ts";
import { AppError } from "../../lib/errors.ts";
import type { SourceAccount, SourceProblem } from "../../sources/source.ts";
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

/**
 * Asks the source for its accounts, and writes down what is new or changed about them and which are gone. One that is gone
 * is listed once more, with its problem: whoever took away the access, or the id in settings, reads what it means. Throws
 * `auth` where no account is left: reading nothing is no success.
 */
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
  const lost = before.filter(({ account_id, status }) => status !== "gone" && !now.has(String(account_id)));
  const gone = lost.map((row) => ({
    ...row,
    status: "gone",
    problem_kind: null,
    problem_message: null,
    problem_fix: null,
  }));
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
  if (accounts.length === 0) throw noAccounts(source.name);
  return [...accounts, ...lost.map(lostAccount)];
}

function noAccounts(source: string): AppError {
  return new AppError("expected at least one account that the credential reaches, got none", {
    kind: "auth",
    where: source,
    fix: `give the signed-in user or token access to an account, or name the accounts to read in sources.${source}`,
  });
}

const LOST: SourceProblem = {
  kind: "auth",
  message: "expected an account that was there before, got a list without it; its data end here",
  fix: "give the signed-in user or token access again; nothing to do where settings no longer name it on purpose: this is said once",
};

function lostAccount(row: Row): SourceAccount {
  const text = (name: string): string | null => (row[name] === null ? null : String(row[name]));
  return {
    accountId: String(row.account_id),
    name: text("account_name"),
    currencyCode: text("currency_code"),
    timeZone: text("account_time_zone"),
    via: text("reached_via"),
    problem: LOST,
  };
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
