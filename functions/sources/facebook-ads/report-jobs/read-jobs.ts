import type { SourceBatch, SourcePorts } from "../../source.ts";
import type { GraphObject } from "../graph/pages.ts";
import type { InsightsContext } from "../insights-rows.ts";
import { collectRows, mergeFields } from "./collect.ts";
import { download } from "./download.ts";
import { type DriveContext, type Driven, driveJob } from "./drive.ts";
import { type Job, mergeKey } from "./job.ts";
import { partsOfJob } from "./parts.ts";

export interface ReadContext extends DriveContext {
  readonly insights: InsightsContext;
  readonly ports: SourcePorts;
  /** Ends the jobs that still run when one of them fails. */
  readonly abort: AbortController;
}

/**
 * Runs jobs until all their rows are there. Rows of a job come when it was read to its end, those of a job split by fields when all its
 * parts were; so a job may be made again at any time before.
 */
export async function* readJobs(jobs: readonly Job[], context: ReadContext): AsyncGenerator<SourceBatch> {
  const running = new Map<string, Promise<Driven>>();
  const fieldParts = new Map<string, readonly (readonly GraphObject[])[]>();
  const start = (job: Job): void => {
    const driven = driveJob(job, context);
    driven.catch(() => {
      // Thrown when its turn comes; a job that fails meanwhile must not end the process.
    });
    running.set(job.key, driven);
  };
  try {
    for (const job of jobs) start(job.state === "planned" ? await context.log.record(job, { state: "planned" }) : job);
    while (running.size > 0) {
      const { job, needsSplit } = await Promise.race(running.values());
      running.delete(job.key);
      const group = mergeKey(job);
      const rows = collectRows(context.insights);
      const objects: GraphObject[] = [];
      const take = group === null ? rows.add : (object: GraphObject) => void objects.push(object);
      const read = needsSplit ? { kind: "too_big" as const, job } : await download(job, take, context);
      if (read.kind === "too_big") for (const part of await partsOfJob(read.job, context)) start(part);
      if (read.kind === "gone") start(read.job);
      if (read.kind !== "downloaded") continue;
      if (group !== null) {
        const parts = [...(fieldParts.get(group) ?? []), objects];
        fieldParts.set(group, parts);
        if ([...running.keys()].some((key) => key.startsWith(`${group}/fields-`))) continue;
        for (const object of mergeFields(context.report, parts)) rows.add(object);
      }
      const { batches, problems } = rows.finish();
      for (const problem of problems) context.ports.reject(problem);
      yield* batches;
    }
  } finally {
    context.abort.abort();
    await Promise.allSettled(running.values());
  }
}
