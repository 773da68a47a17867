import type { Clock } from "../../../lib/clock.ts";
import type { SourcePorts } from "../../source.ts";
import { type Job, paramsJson } from "./job.ts";

/** What changes with an event. */
export type JobChange = Pick<Job, "state"> & Partial<Pick<Job, "reportRunId" | "attempt" | "submittedAtMs">>;

/** Keeps what happens to jobs, each change before anything is done on the strength of it. */
export interface JobLog {
  /** The job as it is after the change. */
  record(job: Job, change: JobChange, reason?: string): Promise<Job>;
}

export function createJobLog(ports: SourcePorts, clock: Clock): JobLog {
  return {
    record: async (before, change, reason) => {
      const job = { ...before, ...change };
      await ports.jobs.append({
        jobKey: job.key,
        parentKey: job.parentKey,
        event: job.state,
        reportRunId: job.reportRunId,
        attempt: job.attempt,
        paramsJson: paramsJson(job.params),
        reason: reason ?? null,
        occurredAt: clock.now().toISOString(),
      });
      await ports.checkpoint(`job_${job.state}`);
      return job;
    },
  };
}
