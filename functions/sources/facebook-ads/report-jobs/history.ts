import type { JobEvent } from "../../remote-job.ts";
import { type Job, jobParams } from "./job.ts";

/** A report made longer ago is not taken up again: its figures are those of then. */
const MAX_AGE_MS = 3 * 3_600_000;

/**
 * Jobs as an earlier process left them, by key. Empty where that process got everything: such a read is a new one.
 * Events that cannot be read are left out; their job is made anew.
 */
export function jobsOf(events: readonly JobEvent[], nowMs: number): ReadonlyMap<string, Job> {
  const jobs = new Map<string, Job>();
  for (const event of events) {
    if (nowMs - Date.parse(event.occurredAt) > MAX_AGE_MS) continue;
    const params = paramsOf(event);
    if (params === null) continue;
    const before = jobs.get(event.jobKey);
    const isSubmission = event.event === "submitted";
    jobs.set(event.jobKey, {
      key: event.jobKey,
      parentKey: event.parentKey,
      params,
      state: event.event,
      reportRunId: event.reportRunId,
      attempt: event.attempt,
      submittedAtMs: isSubmission ? Date.parse(event.occurredAt) : (before?.submittedAtMs ?? null),
    });
  }
  const isOver = [...jobs.values()].every(({ state }) => state === "downloaded" || state === "split");
  return isOver ? new Map() : jobs;
}

/** Parts of a job that was split, in order. */
export function partsOf(jobs: ReadonlyMap<string, Job>, parent: Job): readonly Job[] {
  return [...jobs.values()].filter(({ parentKey }) => parentKey === parent.key);
}

function paramsOf({ paramsJson }: JobEvent): Job["params"] | null {
  try {
    return jobParams.safeParse(JSON.parse(paramsJson)).data ?? null;
  } catch {
    return null;
  }
}
