import type { Job, JobContext, StepRun } from "./job.ts";
import { checkAssertions } from "./run-assertions.ts";
import { storeViews } from "./store-views.ts";

/** Writes report.html of the data folder from the reporting views. */
export type WriteReport = (context: JobContext, run: StepRun) => Promise<void>;

/** Builds the stored reporting views, proves the charts' numbers, then writes the report. */
export function publish(writeReport: WriteReport): Job {
  return async (context, run) => {
    const rowCount = await storeViews(context, (name) => name.startsWith("reporting."));
    const proof = await checkAssertions(context, "publish");
    if (proof.status === "failed") return proof;
    await writeReport(context, run);
    return { status: "done", rowCount };
  };
}
