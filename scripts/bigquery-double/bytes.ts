import type { Engine } from "./run-statement.ts";

/** A value counts as so many bytes: what INT64, FLOAT64 and TIMESTAMP take. */
const BYTES_PER_VALUE = 8;
/** The least that is billed for each table read. */
const LEAST_BYTES = 10_485_760;

/** What a statement that reads these tables and views is billed for: all their columns, which is more than BigQuery reads. */
export async function billedBytes({ catalog, store }: Engine, reads: readonly string[]): Promise<number> {
  const tables = new Set<string>();
  const visit = (name: string): void => {
    const table = catalog.tables.get(name);
    if (table?.kind === "TABLE") tables.add(name);
    for (const read of table?.reads ?? []) visit(read);
  };
  for (const name of reads) visit(name);
  let bytes = 0;
  for (const name of tables) {
    const [dataset = "", table = ""] = name.split(".");
    const [row] = await store.duck.rows(`SELECT count(*) AS n FROM ${store.schemaOf(dataset)}.${table}`);
    const width = (catalog.tables.get(name)?.columns.length ?? 1) * BYTES_PER_VALUE;
    bytes += Math.max(LEAST_BYTES, Number(row?.n) * width);
  }
  return bytes;
}
