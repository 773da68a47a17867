import type { Clock } from "../lib/clock.ts";
import type { Row, Warehouse } from "../warehouse/warehouse.ts";
import { insertStatement } from "./rows.ts";

/** The value of a fact about the warehouse; null where it is unknown, or the warehouse is new. */
export async function readMeta(warehouse: Warehouse, key: string): Promise<string | null> {
  if ((await warehouse.describe("ops.meta")) === null) return null;
  const { rows } = await warehouse.query("select value from ops.meta where key = @key", {
    parameters: { key: { type: "STRING", value: key } },
  });
  const value = rows[0]?.value;
  return typeof value === "string" ? value : null;
}

/** States a fact that never changes; an earlier statement of it stays. */
export async function stateMeta(warehouse: Warehouse, key: string, value: string): Promise<void> {
  const statement = insertStatement("ops.meta", { key: "STRING", value: "STRING" }, [{ key, value }], {
    sql: "not exists (select 1 from ops.meta where key = @same_key)",
    parameters: { same_key: { type: "STRING", value: key } },
  });
  await warehouse.execute(statement.sql, statement);
}

const CODE = "code";

/**
 * Notes which code the schema is brought to, and since when. A stored view whose columns change is empty until it is
 * built, so from then on nothing that another code built counts, also when the code goes back to what it was. Call it
 * before the migration.
 */
export async function noteCode(warehouse: Warehouse, codeVersion: string, clock: Clock): Promise<void> {
  const before = await readMeta(warehouse, CODE);
  if (before?.split(" ")[0] === codeVersion) return;
  const value = `${codeVersion} since ${clock.now().toISOString()}`;
  await warehouse.load("ops.meta", one({ key: CODE, value }), {
    kind: "replaceSlices",
    loadId: `${CODE}: ${value}`,
    slices: [{ key: CODE }],
  });
}

/** The code that the schema was last brought to, and since when. */
export function readCode(warehouse: Warehouse): Promise<string | null> {
  return readMeta(warehouse, CODE);
}

async function* one(row: Row): AsyncGenerator<Row> {
  yield row;
}
