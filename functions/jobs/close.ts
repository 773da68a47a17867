import { closeRun, runEnding } from "../ledger/runs.ts";
import type { Job } from "./job.ts";

/** Closes the run with the worst of what its steps ended as. */
export const close: Job = async ({ warehouse, clock, checkpoint }, run) => {
  const ending = await runEnding(warehouse, run.runId, run.step);
  await checkpoint("before close");
  await closeRun({ warehouse, clock }, run.runId, ending);
  return { status: "done" };
};
