import type { JobEvent } from "../../remote-job.ts";
import { jobsOf, partsOf } from "./history.ts";
import { type Job, paramsJson, wholeJobs } from "./job.ts";

/** What a slice is read by. */
export interface Slice {
  readonly accountId: string;
  readonly report: string;
  readonly from: string;
  readonly to: string;
}

/** The jobs that remain of a slice: as an earlier process left them, split ones by their parts, and new ones for what it left nothing of. */
export function jobsToDo(slice: Slice, events: readonly JobEvent[], nowMs: number): readonly Job[] {
  const left = jobsOf(events, nowMs);
  const leaves = (job: Job): readonly Job[] | null => {
    if (job.state !== "split") return [job];
    const parts = partsOf(left, job).map(leaves);
    return parts.length === 2 && parts.every((part) => part !== null) ? parts.flat() : null;
  };
  return wholeJobs(slice.accountId, slice.report, slice.from, slice.to).flatMap((whole) => {
    const before = left.get(whole.key);
    if (before === undefined || paramsJson(before.params) !== paramsJson(whole.params)) return [whole];
    return leaves(before) ?? [whole];
  });
}
