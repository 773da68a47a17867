import { DatabaseSync } from "node:sqlite";
import type { Value } from "../../warehouse/warehouse.ts";
import type { ExportView } from "./export-source.ts";

const TYPES: Readonly<Record<string, string>> = {
  INT64: "INTEGER",
  BOOL: "INTEGER",
  FLOAT64: "REAL",
  NUMERIC: "NUMERIC",
  BYTES: "BLOB",
};

/**
 * Writes views into one SQLite file, one table each, typed and indexed on `date_day`; gives the rows of each. Dates and
 * times are text in ISO form, BOOL is 0 or 1, arrays and structs are JSON text. SQLite keeps 15 digits of an amount.
 */
export async function writeSqlite(views: readonly ExportView[], path: string): Promise<ReadonlyMap<string, number>> {
  const database = new DatabaseSync(path);
  try {
    database.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
    const counts = new Map<string, number>();
    for (const view of views) counts.set(view.view, await writeTable(database, view));
    return counts;
  } finally {
    database.close();
  }
}

async function writeTable(database: DatabaseSync, { view, columns, batches }: ExportView): Promise<number> {
  const table = quoted(view.split(".").at(-1) ?? view);
  database.exec(
    `CREATE TABLE ${table} (${columns.map(({ name, type }) => `${quoted(name)} ${TYPES[type] ?? "TEXT"}`).join(", ")})`,
  );
  const insert = database.prepare(`INSERT INTO ${table} VALUES (${columns.map(() => "?").join(", ")})`);
  let rowCount = 0;
  for await (const rows of batches()) {
    rowCount += rows.length;
    database.exec("BEGIN");
    for (const row of rows) insert.run(...columns.map(({ name, type }) => cell(row[name] ?? null, type)));
    database.exec("COMMIT");
  }
  if (columns.some(({ name }) => name === "date_day"))
    database.exec(`CREATE INDEX ${quoted(`${view.split(".").at(-1)}_date_day`)} ON ${table} (date_day)`);
  return rowCount;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function cell(value: Value, type: string): null | number | bigint | string | Uint8Array {
  if (value === null) return null;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (type === "BYTES") return Buffer.from(String(value), "hex");
  return typeof value === "object" ? JSON.stringify(value) : value;
}
