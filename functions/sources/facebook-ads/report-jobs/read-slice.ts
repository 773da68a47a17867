import type { SourceBatch, SourcePorts } from "../../source.ts";
import { GraphError } from "../errors.ts";
import { pagesOf } from "../graph/pages.ts";
import type { InsightsContext } from "../insights-rows.ts";
import { type Collector, mergedRows, wholeRows } from "./collect.ts";
import { type DriveContext, type Driven, driveJob } from "./drive.ts";
import { type Job, mergeKey } from "./job.ts";
import { idsOf, PAGE_ROWS } from "./request.ts";
import { splitJob } from "./split.ts";

export interface SliceContext extends DriveContext {
  readonly insights: InsightsContext;
  readonly ports: SourcePorts;
  /** Ends the jobs that still run when one of them fails. */
  readonly abort: AbortController;
}

/**
 * Runs jobs until all their rows are there. Rows of a job come when it was read to its end, those of a job split by fields when all its
 * parts were; so a job may be made again at any time before.
 */
export async function* readJobs(jobs: readonly Job[], context: SliceContext): AsyncGenerator<SourceBatch> {
  const running = new Map<string, Promise<Driven>>();
  const merging = new Map<string, Collector>();
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
      if (needsSplit) {
        for (const part of await split(job, context)) start(part);
        continue;
      }
      const group = mergeKey(job);
      const collector = group === null ? wholeRows(context.insights) : merger(merging, group, context);
      const failed = await download(job, collector, context);
      if (failed !== null) {
        start(failed);
        continue;
      }
      if (group !== null && [...running.keys()].some((key) => key.startsWith(`${group}/fields-`))) continue;
      const { batches, problems } = collector.finish();
      for (const problem of problems) context.ports.reject(problem);
      yield* batches;
    }
  } finally {
    context.abort.abort();
    await Promise.allSettled(running.values());
  }
}

/** Reads every page of a job. Null, or the job as failed where its report cannot be read and must be made anew, or smaller. */
async function download(job: Job, collector: Collector, context: SliceContext): Promise<Job | null> {
  const { session, ports, log } = context;
  const path = `${job.reportRunId}/insights`;
  try {
    for await (const page of pagesOf((more) => session.call({ path, params: more }), path, PAGE_ROWS)) {
      for (const object of page) collector.add(object);
      await ports.checkpoint("page");
    }
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    if (error.graphClass === "not_visible") return log.record(job, { state: "failed" }, error.message);
    if (error.graphClass !== "too_big") throw error;
    return log.record(job, { state: "failed", attempt: Number.MAX_SAFE_INTEGER }, error.message);
  }
  await log.record(job, { state: "downloaded" });
  return null;
}

function merger(merging: Map<string, Collector>, group: string, { insights }: SliceContext): Collector {
  const collector = merging.get(group) ?? mergedRows(insights);
  merging.set(group, collector);
  return collector;
}

/** The parts are kept before the job counts as split: a process that ends in between splits it again. */
async function split(job: Job, context: SliceContext): Promise<readonly Job[]> {
  const { report, session, log } = context;
  const parts = await splitJob(job, report, (level, params) => idsOf(session, level, params));
  if (parts === null)
    throw new GraphError(`expected a report small enough to be made, got one day that cannot be split: ${job.key}`, {
      graphClass: "too_big",
      where: `report of act_${session.accountId}`,
    });
  const kept: Job[] = [];
  for (const part of parts) kept.push(await log.record(part, { state: "planned" }));
  await log.record(job, { state: "split" });
  return kept;
}
