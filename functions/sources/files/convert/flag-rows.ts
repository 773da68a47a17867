import type { DuckDb } from "../../../lib/duckdb.ts";
import type { RowCheck } from "../checks/row-check.ts";
import type { Finding, Severity } from "../contract.ts";
import { literal } from "../read/sql-text.ts";
import { moneyColumn } from "./money-column.ts";
import { type Plan, tablesOf } from "./plan.ts";

/** Name of the view of the loaded rows: typed columns and `is_repeated`. */
export async function createLoadedView(db: DuckDb, plan: Plan): Promise<string> {
  const { typed, fate, flagged } = tablesOf(plan);
  const loaded = `loaded_${plan.text.fileKey}`;
  await db.run(`create or replace temp view ${loaded} as
select t.*, f.is_repeated from ${typed} as t join ${fate} as f using (row_number) where f.fate = 'loaded'`);
  await db.run(`create or replace table ${flagged} (row_number BIGINT, check_name VARCHAR)`);
  await db.run(`insert into ${flagged}
select row_number, unnest(string_split(_flags, ',')) from ${loaded} where _flags <> ''`);
  return loaded;
}

/** Flags the rows of each check and says how many they are and how much money stands on them, by currency. */
export async function flagRows(db: DuckDb, plan: Plan, checks: readonly RowCheck[]): Promise<readonly Finding[]> {
  const { typed, flagged } = tablesOf(plan);
  const money = moneyColumn(plan);
  const findings: Finding[] = [];
  for (const check of checks) {
    await db.run(`create or replace temp table checked as ${check.rows}`);
    await db.run(`insert into ${flagged} select row_number, ${literal(check.name)} from checked`);
    const rows = await db.rows(
      `select ${money === null ? "null" : "currency_code"} as currency, count(*) as n, ${money === null ? "null" : `sum(${money})`} as amount, min(row_number) as first_row
from ${typed} join checked using (row_number) group by 1 order by 1`,
    );
    findings.push(
      ...rows.map(({ currency, n, amount, first_row: first }) =>
        rowFinding(check.name, check.severity, check.columnName, Number(n), `${n} rows ${check.says}`, {
          amount: amount === null ? null : String(amount),
          currency: currency === null ? null : String(currency),
          example: `row ${first}`,
        }),
      ),
    );
  }
  return findings;
}

export function rowFinding(
  checkName: string,
  severity: Severity,
  columnName: string | null,
  rowCount: number,
  detail: string,
  more: { readonly amount: string | null; readonly currency: string | null; readonly example: string | null },
): Finding {
  return {
    checkName,
    severity,
    columnName,
    rowCount,
    amount: more.amount,
    currencyCode: more.amount === null ? null : more.currency,
    example: more.example,
    detail,
  };
}
