import { isDuplicate } from "./query-job.ts";
import type { JobProto } from "./rest.ts";
import type { Session } from "./session.ts";

const FIRST_POLL_MS = 50;
const LONGEST_POLL_MS = 2000;

export interface NamedJob<T> {
  /** The same work has the same id, whoever asks and however often. */
  readonly id: string;
  /** What the job is about, for errors. */
  readonly subject: string;
  /** Throws `conflict` where the id is used. */
  start(jobId: string): Promise<void>;
  /** What a job gave; throws what it failed with. */
  result(jobId: string): Promise<T>;
  /** Whether what an earlier job of this id gave is still there. */
  isThere(): Promise<boolean>;
}

/**
 * Runs a job under a deterministic id, or takes the result of the one that has it. BigQuery keeps an id for good, also that of
 * a job that failed or whose table is gone: after one, `<id>_2` is tried, and so on.
 */
export async function namedJob<T>(session: Session, { id, subject, start, result, isThere }: NamedJob<T>): Promise<T> {
  for (let number = 1; ; number += 1) {
    const jobId = session.names.jobId(number === 1 ? id : `${id}_${number}`);
    const isOurs = await start(jobId).then(
      () => true,
      (error: unknown) => {
        if (isDuplicate(error)) return false;
        throw error;
      },
    );
    if (!isOurs) {
      const { status } = await settled(session, jobId, subject);
      if (status.errorResult !== undefined || !(await isThere())) continue;
    }
    return result(jobId);
  }
}

/** Waits until a job has ended, well or not. */
export async function settled(session: Session, jobId: string, subject: string): Promise<JobProto> {
  for (let waitMs = FIRST_POLL_MS; ; waitMs = Math.min(LONGEST_POLL_MS, waitMs * 2)) {
    const job = await session.calls.job(jobId, subject);
    if (job.status.state === "DONE") return job;
    await session.calls.retries.sleep(waitMs);
  }
}
