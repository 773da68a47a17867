import { addDays } from "../../../functions/report/figures/period.ts";
import { openDuckDbWarehouse } from "../../../functions/warehouse/duckdb.ts";
import type { Row, TableName, Warehouse } from "../../../functions/warehouse/warehouse.ts";
import { REPORT_TABLES, type ReportTable } from "./tables.ts";

export type FixtureRows = Readonly<Partial<Record<ReportTable, readonly Row[]>>>;

/** A warehouse whose reporting views are tables of hand-made rows; columns left out of a row are NULL. */
export async function openReportFixture(rows: FixtureRows): Promise<Warehouse> {
  const warehouse = await openDuckDbWarehouse({ path: ":memory:" });
  await warehouse.execute("create schema if not exists reporting");
  for (const [name, columns] of Object.entries(REPORT_TABLES)) {
    const list = Object.entries(columns).map(([column, type]) => `${column} ${type}`);
    await warehouse.execute(`create table reporting.${name} (${list.join(", ")})`);
    const all = (rows[name as ReportTable] ?? []).map((row) =>
      Object.fromEntries(Object.keys(columns).map((column) => [column, row[column] ?? null])),
    );
    if (all.length === 0) continue;
    await warehouse.load(`reporting.${name}` as TableName, stream(all), { kind: "append", loadId: `fixture-${name}` });
  }
  return warehouse;
}

async function* stream(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
}

/** A steady pseudo-random number in [0, 1): the same for the same seed on every machine. */
export function noise(seed: number): number {
  let state = (seed * 2654435761 + 12345) >>> 0;
  state ^= state >>> 15;
  state = Math.imul(state, 2246822519) >>> 0;
  state ^= state >>> 13;
  return (state >>> 0) / 2 ** 32;
}

export function days(from: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => addDays(from, i));
}

/** `shift("2026-01-31", 1)` is `2026-02-01`. */
export const shift = addDays;
