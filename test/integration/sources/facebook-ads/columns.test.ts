import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDuckDbWarehouse } from "../../../../functions/warehouse/duckdb.ts";
import { readSqlProject } from "../../../../functions/warehouse/project.ts";
import type { Warehouse } from "../../../../functions/warehouse/warehouse.ts";
import { type Rows, readDays, readListing, recordedPorts } from "../../../unit/sources/facebook-ads/harness.ts";
import { type World, world } from "./sandbox.ts";

/** Columns that the ingest job adds. */
const LOAD = ["load_id", "loaded_at", "run_id"];
const LISTED = [...LOAD, "observed_at", "deleted_at"];

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  STRING: (value) => typeof value === "string",
  INT64: (value) => Number.isInteger(value) || typeof value === "bigint",
  FLOAT64: (value) => typeof value === "number",
  NUMERIC: (value) => /^-?\d+(\.\d*[1-9])?$/.test(String(value)) && typeof value === "string",
  DATE: (value) => /^\d{4}-\d{2}-\d{2}$/.test(String(value)),
  TIMESTAMP: (value) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(String(value)),
};

let warehouse: Warehouse;
let open: World;
beforeAll(async () => {
  warehouse = await openDuckDbWarehouse({ path: ":memory:" });
  await warehouse.migrate(await readSqlProject("sql"));
  open = await world();
});
afterAll(async () => {
  await warehouse.close();
  await open.server.close();
});

describe("rows of every report", () => {
  it("have exactly the data columns of their table, each value canonical for its type", async () => {
    const tables: string[] = [];
    for (const { report, grain, tables: filled } of open.source.reports) {
      const rows: Rows =
        grain === "listing"
          ? await readListing(open.source, recordedPorts(), report)
          : await readDays(open.source, recordedPorts(), { report, from: "2025-05-10", to: "2025-05-11" });
      expect(Object.keys(rows).sort()).toEqual(filled.map(({ table }) => table).sort());
      for (const { table, sliceColumns } of filled) {
        tables.push(table);
        const columns = (await warehouse.describe(table)) ?? [];
        const added = grain === "listing" ? LISTED : LOAD;
        const types = new Map(
          columns.filter(({ name }) => !added.includes(name)).map(({ name, type }) => [name, type]),
        );
        for (const row of rows[table] ?? []) {
          expect(Object.keys(row).sort(), table).toEqual([...types.keys()].sort());
          const wrong = Object.entries(row).filter(
            ([name, value]) => value !== null && !TYPES[types.get(name) ?? ""]?.(value),
          );
          expect(wrong, table).toEqual([]);
          for (const column of sliceColumns) expect(row[column], `${table}.${column}`).not.toBeNull();
        }
      }
    }
    const own = (await readSqlProject("sql")).tables.filter(({ name }) => name.includes("_raw_facebook_ads_"));
    expect(tables.length).toBe(own.length);
  });
});
