import { rm } from "node:fs/promises";
import { type DuckDb, type DuckValue, openDuckDb } from "../../lib/duckdb.ts";
import type { Row } from "../../warehouse/warehouse.ts";
import type { ExportView } from "./export-source.ts";

const TYPES: Readonly<Record<string, string>> = {
  INT64: "BIGINT",
  FLOAT64: "DOUBLE",
  STRING: "VARCHAR",
  BOOL: "BOOLEAN",
  BYTES: "BLOB",
  DATE: "DATE",
  DATETIME: "TIMESTAMP",
  TIMESTAMP: "TIMESTAMP WITH TIME ZONE",
  NUMERIC: "DECIMAL(38,9)",
};

/**
 * Writes a view as Parquet with its own types, arrays and structs as JSON text; gives the number of rows. An in-memory
 * DuckDB with one thread writes it, whatever the warehouse is: two threads would order the row groups as they finish.
 */
export async function writeParquet(view: ExportView, path: string): Promise<number> {
  const spill = `${path}.spill`;
  const duck = await openDuckDb({ path: ":memory:", threads: 1, tempDirectory: spill });
  try {
    return await copyOut(duck, view, path);
  } finally {
    duck.close();
    await rm(spill, { recursive: true, force: true });
  }
}

async function copyOut(duck: DuckDb, { columns, batches }: ExportView, path: string): Promise<number> {
  const types = columns.map(({ type }) => TYPES[type] ?? "VARCHAR");
  const list = columns.map(({ name }, i) => `"${name.replaceAll('"', '""')}" ${types[i]}`).join(", ");
  await duck.run(`CREATE TABLE exported (${list})`);
  let rowCount = 0;
  for await (const rows of batches()) {
    rowCount += rows.length;
    await duck.append(
      "exported",
      types,
      rows.map((row) => columns.map(({ name, type }) => cell(row, name, type))),
    );
  }
  await duck.run(`COPY exported TO '${path.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`);
  return rowCount;
}

function cell(row: Row, name: string, type: string): DuckValue {
  const value = row[name] ?? null;
  return value === null || TYPES[type] !== undefined ? value : JSON.stringify(value);
}
