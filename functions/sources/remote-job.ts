/** `planned → submitted → running → completed → downloaded`; a failed one is submitted again once, then split. */
export type JobState = "planned" | "submitted" | "running" | "completed" | "downloaded" | "failed" | "split";

/** One event of a job that runs at the vendor: the last of a job key is its state. */
export interface JobEvent {
  /** What the job reads, as text that is the same each time: `555010001/ad_daily/2026-01-01..2026-01-07/…`. */
  readonly jobKey: string;
  /** The job it was split from; null for a whole slice. */
  readonly parentKey: string | null;
  readonly event: JobState;
  /** The vendor's id; null before it was submitted. */
  readonly reportRunId: string | null;
  /** 1 the first time it was submitted. */
  readonly attempt: number;
  /** Parameters that made it, as JSON without secrets. */
  readonly paramsJson: string;
  readonly reason: string | null;
  readonly occurredAt: string;
}

/** Keeps job events beyond this process: `ops.facebook_job_events` in production. */
export interface JobStore {
  /** Events of the slice that is being read, oldest first. */
  history(): Promise<readonly JobEvent[]>;
  /** Kept before it resolves. */
  append(event: JobEvent): Promise<void>;
}
