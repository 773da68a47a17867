import { sha256Of } from "../ledger/hash.ts";
import { readCode } from "../ledger/meta.ts";
import { loadsSha256 } from "../ledger/published.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";
import { dataClock } from "./data-clock.ts";
import type { Step } from "./graph.ts";
import type { DataState } from "./prepare-step.ts";

/**
 * The data that a step reads, found in the warehouse. The first step, and those that read loads, look for the last
 * complete day in the data, and write it down for the views; all others take that written day: it is the one their
 * views count back from, and the accounts they run as may not read staging.
 */
export async function readDataState(warehouse: Warehouse, step: Step, logicalDate: string): Promise<DataState> {
  const asOf =
    step.needs.length === 0 || step.readsLoads
      ? await dataClock(warehouse, logicalDate)
      : ((await writtenDay(warehouse)) ?? (await dataClock(warehouse, logicalDate)));
  return { asOf, sourcesSha256: await sourcesSha256(warehouse) };
}

/** Hash over all published loads and the code that the schema was brought to. */
export async function sourcesSha256(warehouse: Warehouse): Promise<string> {
  return sha256Of([await loadsSha256(warehouse), await readCode(warehouse)]);
}

async function writtenDay(warehouse: Warehouse): Promise<string | null> {
  const { rows } = await warehouse.query("select value from ops.settings where key = 'as_of'");
  const day = rows[0]?.value;
  return typeof day === "string" ? day : null;
}
