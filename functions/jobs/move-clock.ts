import { sha256Of } from "../ledger/hash.ts";
import type { Row } from "../warehouse/warehouse.ts";
import type { JobContext, StepRun } from "./job.ts";

/** Puts the data clock where views read it, where pulling the sources has moved it since the run was opened. */
export async function moveClock({ warehouse }: Pick<JobContext, "warehouse">, run: StepRun): Promise<void> {
  const { rows } = await warehouse.query("select value from ops.settings where key = 'as_of'");
  if (rows[0]?.value === run.asOf) return;
  await warehouse.load("ops.settings", one({ key: "as_of", value: run.asOf }), {
    kind: "replaceSlices",
    loadId: sha256Of([run.runId, run.step, run.attempt, "as_of"]),
    slices: [{ key: "as_of" }],
  });
}

async function* one(row: Row): AsyncGenerator<Row> {
  yield row;
}
