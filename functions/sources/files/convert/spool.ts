import { join } from "node:path";
import type { DuckDb } from "../../../lib/duckdb.ts";
import type { RatioColumn, RatioDivisors } from "../checks/stated-ratios.ts";
import type { ParsedTable } from "../file-parser.ts";
import { identifier, literal } from "../read/sql-text.ts";
import { type Output, outputColumns, outputsOf } from "./outputs.ts";
import { type Plan, tablesOf } from "./plan.ts";
import { propertiesSql } from "./properties.ts";
import { unpivotSql } from "./unpivot.ts";

/** Writes the loaded rows to one Parquet file a raw table, in the table's columns. Tables without rows are left out. */
export async function spoolTables(
  db: DuckDb,
  plan: Plan,
  ratios: readonly RatioColumn[],
  divisors: RatioDivisors,
): Promise<readonly ParsedTable[]> {
  const { typed, fate, flagged } = tablesOf(plan);
  const source = `loaded_rows_${plan.text.fileKey}`;
  await db.run(`create or replace temp view ${source} as
select t.*, coalesce(g.flags, '') as _row_flags, ${propertiesSql(plan)} as _properties
from ${typed} as t
join ${fate} as f using (row_number)
join ${plan.text.relation} as r using (row_number)
left join (select row_number, string_agg(distinct check_name, ',' order by check_name) as flags from ${flagged} group by row_number) as g using (row_number)
where f.fate = 'loaded'`);
  const written: ParsedTable[] = [];
  for (const output of outputsOf(plan)) {
    const parquet = join(
      plan.options.spoolDir,
      `${plan.text.fileKey}_${output.family.table.replace(".", "_")}.parquet`,
    );
    const select = selectOf(plan, output, await namesOf(db, source), source, ratios, divisors);
    const rows = await db.run(`copy (${select}) to ${literal(parquet)} (format parquet)`);
    if (rows > 0) written.push({ table: output.family.table, parquet, rows });
  }
  return written;
}

async function namesOf(db: DuckDb, relation: string): Promise<ReadonlySet<string>> {
  return new Set((await db.describe(`select * from ${relation}`)).map(({ name }) => name));
}

function selectOf(
  plan: Plan,
  { family, where, renamed }: Output,
  there: ReadonlySet<string>,
  source: string,
  ratios: readonly RatioColumn[],
  divisors: RatioDivisors,
): string {
  const stated = new Map(
    ratios.flatMap(({ ratio, name }) =>
      ratio.column === undefined ? [] : [[ratio.column, `${identifier(name)} / ${divisors[name] ?? 1}`] as const],
    ),
  );
  const unpivoted = unpivotSql(plan, source);
  const from = unpivoted?.from ?? source;
  const columns = outputColumns(family).map(({ name, type }) => {
    const fallback = there.has(name) ? identifier(name) : "null";
    const value = renamed[name] ?? unpivoted?.columns[name] ?? stated.get(name) ?? fallback;
    return `cast(${value} as ${type}) as ${identifier(name)}`;
  });
  const { stamp } = plan.options;
  const extras = family.isPlain === true ? [] : ["_row_flags as flags", "_properties as properties_json"];
  return `select ${[
    ...columns,
    `${literal(plan.text.fileKey)} as file_key`,
    "row_number",
    ...extras,
    `${literal(stamp.loadId(family.table))} as load_id`,
    `${literal(stamp.runId)} as run_id`,
    `cast(${literal(stamp.loadedAt)} as TIMESTAMPTZ) as loaded_at`,
  ].join(", ")} from ${from} where ${where}`;
}
