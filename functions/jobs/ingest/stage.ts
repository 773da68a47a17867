import { sha256Of } from "../../ledger/hash.ts";
import type { HeldWork } from "../../ledger/work.ts";
import type { RawTable } from "../../sources/source.ts";
import type { TableName, Warehouse } from "../../warehouse/warehouse.ts";

/** Name of a scratch table of this attempt; the one that a killed attempt left behind is dropped. */
export async function newStage(warehouse: Warehouse, table: RawTable, held: HeldWork): Promise<TableName> {
  const nameOf = (attempt: number): TableName =>
    `scratch.${table.slice("raw.".length)}__${sha256Of([held.workKey, attempt]).slice(0, 16)}`;
  if (held.attempt > 1) await warehouse.execute(`drop table if exists ${nameOf(held.attempt - 1)}`);
  return nameOf(held.attempt);
}
