import type { JobEvent } from "../../sources/remote-job.ts";

/**
 * The instant that what was read holds for: when reading began, or when the oldest of the jobs was ordered whose rows were
 * downloaded meanwhile, since they hold the platform's figures of then. `earlier`: events that were there when reading began.
 */
export function figuresFrom(startedAt: Date, events: readonly JobEvent[], earlier: number): Date {
  const read = new Set(events.slice(earlier).flatMap((it) => (it.event === "downloaded" ? [it.jobKey] : [])));
  const ordered = new Map<string, number>();
  for (const { event, jobKey, occurredAt } of events)
    if (event === "submitted" && read.has(jobKey)) ordered.set(jobKey, Date.parse(occurredAt));
  return new Date(Math.min(startedAt.getTime(), ...ordered.values()));
}
