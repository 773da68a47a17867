import type { Warehouse } from "../warehouse/warehouse.ts";
import { sha256Of } from "./hash.ts";

/** Hash over the ids of all published loads: it changes when anything was imported or taken back. */
export async function loadsSha256(warehouse: Warehouse): Promise<string> {
  const { rows } = await warehouse.query("select distinct load_id from ops.loads order by load_id");
  return sha256Of(rows.map((row) => row.load_id ?? null));
}
