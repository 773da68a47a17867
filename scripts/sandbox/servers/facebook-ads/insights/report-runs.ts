import { createHash } from "node:crypto";
import { reportRunFields } from "../graph/field-names.ts";
import type { NodeType } from "../graph/field-selection.ts";
import { GraphError } from "../graph/graph-error.ts";
import type { InsightsQuery } from "./insights-query.ts";

/** When a job is done: after a number of looks at it, or once the sandbox's clock has moved on. */
export type JobPace =
  | { readonly kind: "polls"; readonly polls: number }
  | { readonly kind: "time"; readonly ms: number };

/** How a job ends that gives no rows: failed with a reason, as it says from v25.0 on, failed without one, or skipped. */
export type JobEnd = JobFailure | null | "skipped";

export interface JobFailure {
  readonly code: number;
  readonly subcode: number;
  readonly message: string;
  readonly userTitle: string;
  readonly userMessage: string;
}

/** An insights job. It keeps what was asked and answers with what was known when it was created. */
export interface ReportRun {
  readonly id: string;
  readonly query: InsightsQuery;
  readonly createdMs: number;
  readonly isReachExempt: boolean;
  /** Undefined unless the job is to give no rows. */
  badEnd: JobEnd | undefined;
  polls: number;
  completedMs: number | null;
}

export type JobStatus =
  | "Job Not Started"
  | "Job Started"
  | "Job Running"
  | "Job Completed"
  | "Job Failed"
  | "Job Skipped";

/** Id of a server's n-th job, 16 digits. Another server gives another id unless the same was asked at the same instant: an old id never finds new rows. */
export function runId({ scope, ...query }: InsightsQuery, createdMs: number, n: number): string {
  const asked = JSON.stringify([scope.account.accountId, scope.object?.id, query, createdMs, n]);
  const hash = createHash("sha256").update(asked).digest().readUIntBE(0, 6);
  return `6${String(hash % 1e15).padStart(15, "0")}`;
}

/**
 * Advances a job by one look and says how far it is. A failing job fails where it would have completed. The percentage runs ahead: a job at
 * 100 may still be running.
 */
export function pollRun(run: ReportRun, pace: JobPace, nowMs: number): SeenRun {
  run.polls++;
  const share = shareDone(run, pace, nowMs);
  if (share < 1) {
    if (share === 0) return { run, status: "Job Not Started", percent: 0 };
    return { run, status: share < 0.5 ? "Job Started" : "Job Running", percent: Math.min(100, Math.ceil(share * 150)) };
  }
  run.completedMs ??= nowMs;
  if (run.badEnd === undefined) return { run, status: "Job Completed", percent: 100 };
  return { run, status: run.badEnd === "skipped" ? "Job Skipped" : "Job Failed", percent: 0 };
}

/** @throws GraphError 2601 for a job whose rows cannot be loaded: it is not done, or it failed */
export function mustBeCompleted(run: ReportRun): void {
  if (run.completedMs !== null && run.badEnd === undefined) return;
  throw new GraphError({
    message: "Error accessing adreport job.",
    code: 2601,
    subcode: 1815107,
    isTransient: true,
    userTitle: "Loading Async Ads Report Failed",
    userMessage:
      "Sorry, the report cannot be loaded successfully. Please check if your job status is completed instead of failed or running before fetching the data.",
  });
}

/** A job and what a look at it found. */
export interface SeenRun {
  readonly run: ReportRun;
  readonly status: JobStatus;
  readonly percent: number;
}

/** Why the job failed, where it says. */
const reasonOf = ({ run, status }: SeenRun): JobFailure | null =>
  status === "Job Failed" && typeof run.badEnd === "object" ? run.badEnd : null;

export const reportRunNode: NodeType<SeenRun> = {
  typeName: "AdReportRun",
  fieldNames: reportRunFields,
  values: {
    id: ({ run }) => run.id,
    account_id: ({ run }) => run.query.scope.account.accountId,
    time_ref: ({ run }) => seconds(run.createdMs),
    time_completed: ({ run }) => (run.completedMs === null ? undefined : seconds(run.completedMs)),
    async_status: ({ status }) => status,
    async_percent_completion: ({ percent }) => percent,
    date_start: ({ run }) => run.query.periods[0]?.since,
    date_stop: ({ run }) => run.query.periods.at(-1)?.until,
    is_running: ({ status }) => !["Job Completed", "Job Failed", "Job Skipped"].includes(status),
    error_code: (seen) => reasonOf(seen)?.code,
    error_message: (seen) => reasonOf(seen)?.message,
    error_subcode: (seen) => reasonOf(seen)?.subcode,
    error_user_title: (seen) => reasonOf(seen)?.userTitle,
    error_user_msg: (seen) => reasonOf(seen)?.userMessage,
  },
  defaults: [
    "id",
    "account_id",
    "time_ref",
    "time_completed",
    "async_status",
    "async_percent_completion",
    "date_start",
    "date_stop",
    "error_code",
    "error_message",
    "error_subcode",
    "error_user_title",
    "error_user_msg",
  ],
};

function shareDone({ polls, createdMs }: ReportRun, pace: JobPace, nowMs: number): number {
  if (pace.kind === "polls") return pace.polls <= 0 ? 1 : Math.min(1, (polls - 1) / pace.polls);
  return pace.ms <= 0 ? 1 : Math.min(1, Math.max(0, nowMs - createdMs) / pace.ms);
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}
