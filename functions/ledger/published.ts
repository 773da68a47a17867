import type { Warehouse } from "../warehouse/warehouse.ts";
import { sha256Of } from "./hash.ts";

/** Hash over the ids of all published loads, or of one source's: it changes when anything was loaded or taken back. */
export async function loadsSha256(warehouse: Warehouse, source?: string): Promise<string> {
  const { rows } = await warehouse.query(
    "select distinct load_id from ops.loads where source = coalesce(@source, source) order by load_id",
    { parameters: { source: { type: "STRING", value: source ?? null } } },
  );
  return sha256Of(rows.map((row) => row.load_id ?? null));
}
