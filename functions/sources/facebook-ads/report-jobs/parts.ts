import { GraphError } from "../errors.ts";
import type { DriveContext } from "./drive.ts";
import type { Job } from "./job.ts";
import { idsOf } from "./request.ts";
import { splitJob } from "./split.ts";

/**
 * The parts of a job that is too big. They are kept before the job counts as split: a process that ends in between splits it again.
 * Throws where nothing is left to split.
 */
export async function partsOfJob(job: Job, { report, session, log }: DriveContext): Promise<readonly Job[]> {
  const parts = await splitJob(job, report, (level, params) => idsOf(session, level, params));
  if (parts === null)
    throw new GraphError(`expected a report small enough to be made, got one that cannot be split: ${job.key}`, {
      graphClass: "too_big",
      where: `report of act_${session.accountId}`,
    });
  const kept: Job[] = [];
  for (const part of parts) kept.push(await log.record(part, { state: "planned" }));
  await log.record(job, { state: "split" });
  return kept;
}
