import { canonicalJson } from "../lib/canonical-json.ts";
import type { Row, TableName, Warehouse } from "../warehouse/warehouse.ts";

/**
 * Makes a small table of `ops` hold exactly these rows, in one transaction, and only when they differ: a view that
 * reads it never sees it half written, and an unchanged run writes nothing. Gives true when the table was changed.
 * `key` is the table's key column; `loadId` is new with every attempt.
 */
export async function replaceState(
  warehouse: Warehouse,
  target: { readonly table: TableName; readonly key: string; readonly loadId: string },
  rows: readonly Row[],
): Promise<boolean> {
  const { table, key, loadId } = target;
  const inOrder = (unsorted: readonly Row[]): readonly Row[] =>
    unsorted.toSorted((a, b) => (String(a[key]) < String(b[key]) ? -1 : 1));
  const { rows: current } = await warehouse.query(`select * from ${table}`);
  if (canonicalJson(inOrder(current)) === canonicalJson(inOrder(rows))) return false;
  const keys = new Set([...current, ...rows].map((row) => String(row[key])));
  const slices = [...keys].map((value) => ({ [key]: value }));
  await warehouse.load(table, each(rows), { kind: "replaceSlices", loadId, slices });
  return true;
}

async function* each(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
}
