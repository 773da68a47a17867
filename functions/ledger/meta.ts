import type { Warehouse } from "../warehouse/warehouse.ts";
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
