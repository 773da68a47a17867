import type { Clock } from "../../../lib/clock.ts";
import { AppError } from "../../../lib/errors.ts";
import type { Sleep } from "../../../lib/http/limiter.ts";
import type { GraphClass } from "../error-table.ts";
import { GraphError } from "../errors.ts";
import type { Session } from "../graph/session.ts";
import { DEFAULT_WAIT_MS } from "../graph/usage.ts";
import type { InsightsReport } from "../insights-reports.ts";
import { reportRun } from "../schema.ts";
import type { Job } from "./job.ts";
import { type RunState, runState } from "./job-status.ts";
import type { JobLog } from "./log.ts";
import { jobRequest } from "./request.ts";

/** A report that runs longer is split. */
const MAX_RUN_MS = 60 * 60_000;

/** Submissions that may fail for no fault of the report's size: a throttled account is waited for, anything else is tried once more. */
const MAX_THROTTLED = 5;
const MAX_FAILED = 2;

export interface DriveContext {
  readonly session: Session;
  readonly report: InsightsReport;
  readonly log: JobLog;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly pollMs: number;
}

/** What became of a job at Facebook: its rows wait to be downloaded, or it must be split. */
export interface Driven {
  readonly job: Job;
  readonly needsSplit: boolean;
}

/**
 * Brings a job to its end: submits it, or takes up the report that an earlier process made, and asks for its state until it is complete.
 * Holds one of the account's places meanwhile. Throws where no other request would help.
 */
export async function driveJob(start: Job, context: DriveContext): Promise<Driven> {
  if (start.state === "completed" || start.state === "downloaded") return { job: start, needsSplit: false };
  const giveBack = await context.session.gate.place(context.session.signal);
  try {
    return await drive(start, context);
  } finally {
    giveBack();
  }
}

async function drive(start: Job, context: DriveContext): Promise<Driven> {
  const { session, log, sleep, pollMs } = context;
  if (start.state === "failed" && start.attempt >= MAX_FAILED) return { job: start, needsSplit: true };
  let job = start;
  let isFresh = false;
  for (;;) {
    const isRunning = job.state === "submitted" || job.state === "running";
    if (!isRunning) {
      const submitted = await submit(job, context);
      if (submitted === null) return split(job, "too big to be made", context);
      job = submitted;
      isFresh = true;
    }
    const state = await runState(session, job.reportRunId ?? "", isFresh);
    isFresh = false;
    if (state.kind === "completed") return { job: await log.record(job, { state: "completed" }), needsSplit: false };
    if (state.kind === "failed") {
      job = await log.record(job, { state: "failed" }, state.reason);
      if (await mustSplit(job, state, context)) return split(job, state.reason, context);
      continue;
    }
    if (state.kind === "running" && job.state === "submitted") job = await log.record(job, { state: "running" });
    if (hasRunTooLong(job, context.clock)) return split(job, "still running after 60 minutes", context);
    await sleep(pollMs, session.signal);
  }
}

/** The job with the id of the report that was made for it; null where it is too big to be made. */
async function submit(job: Job, { session, report, log, clock }: DriveContext): Promise<Job | null> {
  const path = `act_${session.accountId}/insights`;
  try {
    const answer = await session.call({ method: "POST", path, params: jobRequest(report, job.params) });
    const { data } = reportRun.safeParse(answer);
    if (data === undefined)
      throw new AppError("expected report_run_id, got an answer without one", { kind: "transient", where: path });
    return await log.record(job, {
      state: "submitted",
      reportRunId: data.report_run_id,
      attempt: job.attempt + 1,
      submittedAtMs: clock.now().getTime(),
    });
  } catch (error) {
    if (error instanceof GraphError && error.graphClass === "too_big") return null;
    throw error;
  }
}

/** False: submit it again. A reason that no other request would cure is thrown. */
async function mustSplit(
  { attempt }: Job,
  { graphClass, reason }: Extract<RunState, { kind: "failed" }>,
  { session, sleep }: DriveContext,
): Promise<boolean> {
  if (graphClass === "too_big") return true;
  if (graphClass === "throttled") {
    if (attempt >= MAX_THROTTLED) throw jobError(reason, graphClass, session);
    await sleep(DEFAULT_WAIT_MS, session.signal);
    return false;
  }
  if (graphClass === null || graphClass === "passing") return attempt >= MAX_FAILED;
  throw jobError(reason, graphClass, session);
}

async function split(job: Job, reason: string, { log }: DriveContext): Promise<Driven> {
  return { job: job.state === "failed" ? job : await log.record(job, { state: "failed" }, reason), needsSplit: true };
}

function hasRunTooLong({ submittedAtMs }: Job, clock: Clock): boolean {
  return submittedAtMs !== null && clock.now().getTime() - submittedAtMs > MAX_RUN_MS;
}

function jobError(reason: string, graphClass: GraphClass, { accountId }: Session): GraphError {
  return new GraphError(reason, { graphClass, where: `report of act_${accountId}` });
}
