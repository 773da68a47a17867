import type { DuckDb } from "../../../lib/duckdb.ts";
import { AppError } from "../../../lib/errors.ts";
import type { RowAccount } from "../file-parser.ts";
import { identifier, literal } from "../read/sql-text.ts";
import { has, type Plan, tablesOf } from "./plan.ts";

/**
 * Counts where every row went and asserts that none is missing: read = loaded + merged + quarantined + dropped.
 * Throws an error of kind `bug` where the sum does not hold.
 */
export async function accountOf(db: DuckDb, plan: Plan): Promise<RowAccount> {
  const { typed, fate, flagged } = tablesOf(plan);
  const { text } = plan;
  const [row] = await db.rows(`select
  count(*) filter (where fate = 'loaded') as loaded,
  count(*) filter (where fate = 'merged') as merged,
  count(*) filter (where fate = 'quarantined') as quarantined,
  count(*) filter (where fate = 'quarantined' and reason <> 'conflicting_key') as bad,
  count(*) filter (where fate = 'dropped') as dropped,
  (select count(distinct row_number) from ${flagged}) as flagged
from ${fate}`);
  const count = (name: string): number => Number(row?.[name]);
  const preamble = text.preamble.length;
  const account = {
    rowsRead: text.rowsRead,
    rowsLoaded: count("loaded"),
    rowsMerged: count("merged"),
    rowsQuarantined: count("quarantined") + text.heldRows,
    rowsBad: count("bad") + text.heldRows,
    rowsFlagged: count("flagged"),
    rowsDropped: count("dropped") + preamble,
    ...(await moneyOf(db, plan, typed, fate)),
    ...(await daysOf(db, plan, typed, fate)),
  };
  const accounted = account.rowsLoaded + account.rowsMerged + account.rowsQuarantined + account.rowsDropped;
  if (accounted !== account.rowsRead) {
    throw new AppError(`expected every row of the file in the account, got ${accounted} of ${account.rowsRead}`, {
      kind: "bug",
      where: text.fileName,
    });
  }
  return account;
}

async function moneyOf(db: DuckDb, plan: Plan, typed: string, fate: string) {
  const unknown = { spendRead: null, spendLoaded: null, spendQuarantined: null };
  const currencies = await db.rows(
    `select distinct currency_code as code from ${typed} join ${fate} using (row_number) where fate <> 'dropped' and currency_code is not null limit 2`,
  );
  const currencyCode = currencies.length === 1 ? String(currencies[0]?.code) : null;
  if (!has(plan, "spend") || currencyCode === null) return { ...unknown, currencyCode };
  const [row] = await db.rows(`select
  sum(spend) filter (where fate <> 'dropped') as read,
  sum(spend) filter (where fate = 'loaded') as loaded,
  sum(spend) filter (where fate = 'quarantined') as quarantined
from ${typed} join ${fate} using (row_number)`);
  const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
  return {
    spendRead: text(row?.read),
    spendLoaded: text(row?.loaded),
    spendQuarantined: text(row?.quarantined),
    currencyCode,
  };
}

/** First and last day of the loaded rows, in the file's zone. */
async function daysOf(db: DuckDb, plan: Plan, typed: string, fate: string) {
  const days = plan.columns.filter(({ kind }) => kind === "date").map(({ name }) => identifier(name));
  const [instant] = plan.columns.filter(({ kind }) => kind === "instant");
  const zone = plan.options.timeZone ?? "UTC";
  const sql =
    days.length > 0
      ? days
      : instant === undefined
        ? []
        : [`cast(timezone(${literal(zone)}, ${identifier(instant.name)}) as DATE)`];
  if (sql.length === 0) return { firstDay: null, lastDay: null };
  const [row] = await db.rows(
    `select least(${sql.map((day) => `min(${day})`).join(", ")}) as first_day, greatest(${sql.map((day) => `max(${day})`).join(", ")}) as last_day from ${typed} join ${fate} using (row_number) where fate = 'loaded'`,
  );
  const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
  return { firstDay: text(row?.first_day), lastDay: text(row?.last_day) };
}
