import type { DuckDb } from "../../../lib/duckdb.ts";
import type { Finding, Severity } from "../contract.ts";
import { finding } from "../finding.ts";
import { rowFinding } from "./flag-rows.ts";
import { moneyColumn } from "./money-column.ts";
import { redacted } from "./personal.ts";
import { type Plan, tablesOf } from "./plan.ts";
import { reconcileTotals } from "./totals.ts";
import { EXPECTED, type TypedColumn } from "./typed-column.ts";

const SAYS: Readonly<Record<string, { readonly severity: Severity; readonly says: string }>> = {
  exact_duplicate: { severity: "info", says: "repeat another row in every column; one of each was loaded" },
  conflicting_key: {
    severity: "warning",
    says: "have the id of a later row but other figures; the last one of each was loaded",
  },
  missing_value: { severity: "error", says: "have no" },
  ambiguous_date: { severity: "error", says: "have a date with two readings; --strict holds them back" },
};

/** What happened to the rows that were not loaded, with the money on them, and what repeats among those that were. */
export async function fateFindings(db: DuckDb, plan: Plan): Promise<readonly Finding[]> {
  const { typed, fate } = tablesOf(plan);
  const money = moneyColumn(plan);
  const rows =
    await db.rows(`select f.reason, f.bad_column, ${money === null ? "null" : "t.currency_code"} as currency, count(*) as n,
  ${money === null ? "null" : `sum(t.${money})`} as amount, min(f.row_number) as first_row
from ${fate} as f join ${typed} as t using (row_number)
where f.reason is not null and f.reason <> 'totals_row' group by all order by all`);
  const findings: Finding[] = [];
  for (const { reason, bad_column: bad, currency, n, amount, first_row: first } of rows) {
    const name = String(reason);
    const column = plan.columns.find((candidate) => candidate.name === bad);
    const more = {
      amount: amount === null ? null : String(amount),
      currency: currency === null ? null : String(currency),
    };
    if (name === "bad_value" && column !== undefined) {
      const example = await exampleOf(db, plan, column, Number(first));
      const detail = `${n} rows were held back: "${column.header}" is not ${EXPECTED[column.kind]}`;
      findings.push(rowFinding(name, "error", column.header, Number(n), detail, { ...more, example }));
    } else {
      const { severity, says } = SAYS[name] ?? { severity: "warning" as const, says: name };
      const detail = `${n} rows ${says}${name === "missing_value" ? ` ${bad}` : ""}`;
      findings.push(
        rowFinding(name, severity, bad === null ? null : String(bad), Number(n), detail, {
          ...more,
          example: `row ${first}`,
        }),
      );
    }
  }
  return [...findings, ...(await totalsFindings(db, plan))];
}

async function exampleOf(db: DuckDb, plan: Plan, { cell, kind }: TypedColumn, rowNumber: number): Promise<string> {
  if (cell === null || kind === "email" || kind === "phone" || kind === "private") return `row ${rowNumber}`;
  const [row] = await db.rows(
    `select ${redacted(cell)} as got from ${plan.text.relation} where row_number = ${rowNumber}`,
  );
  return `row ${rowNumber}: ${String(row?.got)}`;
}

/** Totals rows left out, and whether what they state is what the rows add up to. */
async function totalsFindings(db: DuckDb, plan: Plan): Promise<readonly Finding[]> {
  const [count] = await db.rows(`select count(*) as n from ${tablesOf(plan).totals}`);
  const n = Number(count?.n);
  if (n === 0) return [];
  const stated = (await reconcileTotals(db, plan)).filter((column) => column.stated !== null);
  const differing = stated.filter(
    ({ stated: a, summed: b }) => Math.abs(Number(a) - Number(b ?? 0)) > 0.005 * (plan.text.rowsRead + 1),
  );
  const compared = stated
    .map(({ name, stated: a, summed: b }) => `${name} ${plain(a)} stated, ${plain(b)} in the rows`)
    .join("; ");
  const detail = `${n} totals rows left out${compared === "" ? "" : `: ${compared}`}${differing.length > 0 ? "; THE TOTALS DIFFER: the file may be cut or filtered" : ""}`;
  return [finding("totals_row", differing.length > 0 ? "warning" : "info", detail, { rowCount: n })];
}

function plain(decimal: string | null): string {
  return decimal === null ? "nothing" : decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;
}
