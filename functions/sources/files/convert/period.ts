import type { DuckDb } from "../../../lib/duckdb.ts";
import type { TextTable } from "../contract.ts";
import { adPeriods } from "../families/ads.ts";
import { literal } from "../read/sql-text.ts";
import type { Bound } from "../recognise/bind.ts";
import { fold } from "../recognise/header.ts";
import type { ValueOptions } from "../values/column-value.ts";
import { planValues } from "../values/plan-values.ts";
import type { DerivedColumn } from "./plan.ts";
import type { TypedColumn } from "./typed-column.ts";

/** Headers of a period's first day that say how long it is. */
const LENGTHS: Readonly<Record<string, string>> = {
  week: "period_start + 6",
  weekstart: "period_start + 6",
  month: "last_day(period_start)",
};

/** How months are written that are no days. */
const MONTH_FORMATS = ["%B %Y", "%b %Y", "%Y-%m", "%m/%Y"];

/** A column headed `Month` may hold months: `January 2026` and `2026-01` are read as their first day. */
export function monthColumn(typed: TypedColumn): TypedColumn {
  if (typed.name !== "period_start" || fold(typed.header) !== "month" || typed.cell === null) return typed;
  const formats = MONTH_FORMATS.map(literal).join(", ");
  const month = `cast(try_strptime(trim(${typed.cell}), [${formats}]) as DATE)`;
  return { ...typed, value: `coalesce(${typed.value}, ${month})`, bad: `(${typed.bad} and ${month} is null)` };
}

/** First and last day of an ad report over a period, where its header or the lines above it say them. */
export async function periodColumns(
  db: DuckDb,
  text: TextTable,
  bound: Bound,
  options: ValueOptions,
): Promise<readonly DerivedColumn[]> {
  if (bound.family.name !== adPeriods.name) return [];
  const start = bound.columns.find(({ column }) => column.name === "period_start");
  const hasEnd = bound.columns.some(({ column }) => column.name === "period_end");
  if (start !== undefined) {
    const value = LENGTHS[fold(start.header)];
    return hasEnd || value === undefined
      ? []
      : [{ name: "period_end", type: "DATE", value: `cast(${value} as DATE)`, formula: null }];
  }
  const period = hasEnd ? null : await preamblePeriod(db, text, options);
  if (period === null) return [];
  return [
    { name: "period_start", type: "DATE", value: `cast(${literal(period.first)} as DATE)`, formula: null },
    { name: "period_end", type: "DATE", value: `cast(${literal(period.last)} as DATE)`, formula: null },
  ];
}

/** The period that a line above the header names: `September 1, 2026 - September 30, 2026`. */
async function preamblePeriod(
  db: DuckDb,
  text: TextTable,
  options: ValueOptions,
): Promise<{ readonly first: string; readonly last: string } | null> {
  const relation = `period_${text.fileKey}`;
  for (const line of text.preamble) {
    const parts = line
      .replaceAll('"', "")
      .split(/\s+(?:[-–—]|to|until|bis)\s+|\s*[–—]\s*/i)
      .map((part) => part.trim());
    if (parts.length !== 2) continue;
    await db.run(`create or replace table ${relation} (row_number BIGINT, c0 VARCHAR)`);
    await db.append(
      relation,
      ["BIGINT", "VARCHAR"],
      parts.map((part, i) => [i + 1, part]),
    );
    const [column] = await planValues(db, relation, [{ column: "c0", name: "period", kind: "date" }], options);
    const rows = await db.rows(`select cast(${column?.value} as VARCHAR) as day from ${relation} order by row_number`);
    const [first, last] = rows.map(({ day }) => day);
    if (typeof first === "string" && typeof last === "string" && first <= last) return { first, last };
  }
  return null;
}
