import { materialize } from "../warehouse/materialize.ts";
import type { Job, JobContext, StepRun } from "./job.ts";
import { checkAssertions } from "./run-assertions.ts";

/** Writes report.html of the data folder from the reporting views. */
export type WriteReport = (context: JobContext, run: StepRun) => Promise<void>;

/** Builds the stored reporting views, proves the charts' numbers, then writes the report. */
export function publish(writeReport: WriteReport): Job {
  return async (context, run) => {
    const names = context.project.views
      .filter(({ name, isMaterialized }) => isMaterialized && name.startsWith("reporting."))
      .map(({ name }) => name);
    for (const name of names) {
      await materialize(context.warehouse, context.project, [name]);
      await context.checkpoint(`built ${name}`);
    }
    const proof = await checkAssertions(context, "publish");
    if (proof.status === "failed") return proof;
    await writeReport(context, run);
    return { status: "done", rowCount: names.length };
  };
}
