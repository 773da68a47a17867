import { join } from "node:path";
import type { DuckDb } from "../../../lib/duckdb.ts";
import { literal } from "../read/sql-text.ts";
import { jsonOf } from "./json.ts";
import { redacted } from "./personal.ts";
import { type Plan, tablesOf } from "./plan.ts";
import { isPersonal } from "./properties.ts";
import { EXPECTED, type TypedColumn } from "./typed-column.ts";

/** Writes the rows that were held back as rows of `ops.quarantine`, without personal data. */
export async function spoolQuarantine(db: DuckDb, plan: Plan): Promise<string> {
  const { fate } = tablesOf(plan);
  const { text, options, bound } = plan;
  const parquet = join(options.spoolDir, `${text.fileKey}_quarantine.parquet`);
  const { stamp } = options;
  await db.run(`copy (
with held as (
  select f.row_number, ${columnNameSql(plan)} as column_name, ${expectedSql(plan)} as expected, ${gotSql(plan)} as got, f.reason, ${payloadSql(plan)} as payload
  from ${fate} as f join ${text.relation} as r using (row_number)
  where f.fate = 'quarantined'
  union all by name
  select row_number, cast(null as VARCHAR) as column_name, expected, ${redacted("got")} as got, reason, ${heldPayload(plan)} as payload from ${text.heldRelation}
)
select
  sha256(concat_ws('/', ${literal(text.fileKey)}, cast(row_number as VARCHAR), reason)) as quarantine_id,
  sha256(coalesce(payload, '')) as row_sha256,
  ${literal(stamp.loadId(bound.family.table))} as load_id,
  'file' as source,
  ${literal(bound.family.name)} as entity,
  ${literal(text.fileKey)} as file_key,
  ${literal(text.fileName)} as file_name,
  row_number, column_name, expected, got, reason,
  payload as payload_redacted,
  'held' as event,
  cast(${literal(stamp.loadedAt)} as TIMESTAMPTZ) as occurred_at
from held) to ${literal(parquet)} (format parquet, compression zstd)`);
  return parquet;
}

/** The header of the cell that is no value; for a missing value the columns that were looked for. */
function columnNameSql(plan: Plan): string {
  const byColumn = plan.columns
    .filter(({ cell }) => cell !== null)
    .map(({ name, header }) => `when f.bad_column = ${literal(name)} then ${literal(header)}`);
  return byColumn.length === 0 ? "f.bad_column" : `case ${byColumn.join(" ")} else f.bad_column end`;
}

function expectedSql(plan: Plan): string {
  const byColumn = plan.columns.map(
    ({ name, kind }) => `when f.bad_column = ${literal(name)} then ${literal(EXPECTED[kind])}`,
  );
  return `case when f.reason = 'conflicting_key' then 'one row a key' when f.reason = 'ambiguous_date' then 'a date with one reading'
    when f.reason = 'missing_value' then 'a value' ${byColumn.join(" ")} end`;
}

function gotSql(plan: Plan): string {
  const cellOf = ({ name, cell, kind }: TypedColumn): string =>
    cell === null || kind === "email" || kind === "phone" || kind === "private"
      ? ""
      : `when f.bad_column = ${literal(name)} then ${redacted(`r.${cell}`)}`;
  return `case when f.reason = 'conflicting_key' then 'other measures than a later row' when f.reason = 'missing_value' then 'nothing'
    ${plan.columns.map(cellOf).join(" ")} end`;
}

/** The row as JSON: cells of personal columns, and contacts inside others, are blotted out. */
function payloadSql(plan: Plan): string {
  const personal = new Set(
    plan.columns.flatMap(({ kind, cell }) =>
      cell !== null && (kind === "email" || kind === "phone" || kind === "private") ? [cell] : [],
    ),
  );
  const fields = plan.text.headers.map((header, index) => {
    const cell = `c${index}`;
    const isHidden = personal.has(cell) || isPersonal(plan, index);
    return { header, sql: isHidden ? `case when r.${cell} is not null then '[redacted]' end` : redacted(`r.${cell}`) };
  });
  return jsonOf(fields);
}

/** A row that fits no columns shows no cell of a file that has personal columns. */
function heldPayload(plan: Plan): string {
  const hasPersonal =
    plan.columns.some(({ kind }) => kind === "email" || kind === "phone" || kind === "private") ||
    plan.bound.unknown.some((index) => isPersonal(plan, index));
  return hasPersonal ? "'[redacted]'" : redacted("payload");
}
