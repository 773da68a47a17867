import type { DuckDb } from "../../../lib/duckdb.ts";
import type { Finding } from "../contract.ts";
import { finding } from "../finding.ts";

/**
 * Drops the columns that have neither a name nor a value in any row (a delimiter too many at the line's end), and moves the
 * others up, so that header i stays column c<i>. A column with values but no name is kept under its place.
 */
export async function dropUnnamedColumns(
  db: DuckDb,
  relation: string,
  headers: readonly string[],
  unnamed: readonly number[],
): Promise<{ readonly headers: readonly string[]; readonly findings: readonly Finding[] }> {
  if (unnamed.length === 0) return { headers, findings: [] };
  const [filled] = await db.rows(
    `select ${unnamed.map((i) => `count(trim(c${i})) filter (trim(c${i}) <> '') as c${i}`).join(", ")} from ${relation}`,
  );
  const dropped = unnamed.filter((i) => Number(filled?.[`c${i}`]) === 0);
  for (const i of dropped) await db.run(`alter table ${relation} drop column c${i}`);
  const kept = headers.flatMap((name, i) => (dropped.includes(i) ? [] : [{ name, from: i }]));
  for (const [to, { from }] of kept.entries()) {
    if (from !== to) await db.run(`alter table ${relation} rename column c${from} to c${to}`);
  }
  const findings = unnamed.map((i) =>
    dropped.includes(i)
      ? finding("unnamed_column", "info", `column ${i + 1} has no name and no values; it is left out`)
      : finding("unnamed_column", "warning", `column ${i + 1} has no name; it is read as "${headers[i]}"`, {
          columnName: headers[i] ?? "",
          rowCount: Number(filled?.[`c${i}`]),
        }),
  );
  return { headers: kept.map(({ name }) => name), findings };
}
