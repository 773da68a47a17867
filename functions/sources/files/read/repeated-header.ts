import type { DuckDb } from "../../../lib/duckdb.ts";
import type { Finding } from "../contract.ts";
import { finding } from "../finding.ts";
import { cellColumns, literal } from "./sql-text.ts";

/**
 * Holds rows that repeat the header: what stands between the parts of a file that was put together from several exports.
 * They are no rows, and read as values they would only be bad text.
 */
export async function holdRepeatedHeader(
  db: DuckDb,
  relation: string,
  heldRelation: string,
  header: readonly string[],
): Promise<readonly Finding[]> {
  const isHeader = cellColumns(header.length)
    .map((cell, i) => `${cell} is not distinct from nullif(${literal(header[i] ?? "")}, '')`)
    .join(" and ");
  const held = await db.run(
    `insert into ${heldRelation}
     select row_number, 'repeated_header', 'a row of values', 'the header again', null from ${relation} where ${isHeader}`,
  );
  if (held === 0) return [];
  await db.run(`delete from ${relation} where ${isHeader}`);
  return [finding("repeated_header", "warning", "rows that repeat the header; they are no rows", { rowCount: held })];
}
