import type { Job, JobContext, StepResult, StepRun } from "../jobs/job.ts";
import { claimWork } from "../ledger/claim.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { HeldWork } from "../ledger/work.ts";
import { type AppError, errorKind, errorMessage } from "../lib/errors.ts";
import type { Step } from "./graph.ts";
import { endOf, type StepEnd, skippedEnd, summaryOf } from "./step-end.ts";

const FIRST_RETRY_MS = 30_000;
const MAX_BUSY_ANSWERS = 20;

export interface StepTask {
  readonly step: Step;
  readonly job: Job;
  readonly context: JobContext;
  readonly ledger: Ledger;
  readonly run: Omit<StepRun, "step" | "attempt">;
  readonly inputSha256: string;
  readonly retryFailed: boolean;
  /** Called each time the step is really worked on, before its job. */
  readonly onHeld: () => Promise<void>;
  readonly onWait: (seconds: number, reason: string) => void;
}

/**
 * Claims a step and runs its job, as often as the answer asks: `continue` at once, `busy` after the time it names, a
 * transient failure after 30 s and then twice as long each time. A job that throws a bug is not tried again: in this
 * process it would meet the same code with the same data.
 */
export async function runStep(task: StepTask): Promise<StepEnd> {
  const { step, ledger, run } = task;
  let busyAnswers = 0;
  let failures = 0;
  let { retryFailed } = task;
  for (;;) {
    const claim = await claimWork(
      ledger,
      { runId: run.runId, step: step.id, inputSha256: task.inputSha256 },
      { retryFailed },
    );
    if (claim.kind === "skipped") return skippedEnd(claim);
    if (claim.kind === "failed") {
      return endOf({
        status: "failed",
        errorKind: claim.errorKind,
        reason: "failed_before",
        detail: claim.errorMessage,
      });
    }
    if (claim.kind === "busy") {
      busyAnswers += 1;
      if (busyAnswers > MAX_BUSY_ANSWERS) {
        return endOf({
          status: "failed",
          errorKind: "transient",
          reason: "busy",
          detail: "another process holds the step",
        });
      }
      task.onWait(claim.retryAfterS, "busy");
      await ledger.timers.wait(claim.retryAfterS * 1000);
      continue;
    }
    await task.onHeld();
    retryFailed = false;
    const result = await work(task, claim);
    if (result.status === "continue") continue;
    if (result.status !== "failed" || result.errorKind !== "transient" || failures >= step.retry) return endOf(result);
    const waitMs = FIRST_RETRY_MS * 2 ** failures;
    failures += 1;
    task.onWait(waitMs / 1000, result.detail ?? "transient");
    await ledger.timers.wait(waitMs);
  }
}

/** Runs the job once and writes to the ledger how it ended. */
async function work(task: StepTask, held: HeldWork): Promise<StepResult> {
  const { step, context } = task;
  const result = await callJob(task, held);
  await context.checkpoint(`${step.id}: before ledger`);
  switch (result.status) {
    case "continue":
      await held.continueLater("{}");
      return result;
    case "failed":
      await held.fail({ errorKind: result.errorKind ?? "bug", errorMessage: result.detail ?? result.reason ?? "" });
      return result;
    case "partial":
      if (result.isUnfinished === true) {
        await held.continueLater(summaryOf(result));
        return result;
      }
      return finish(task, held, result);
    case "done":
    case "skipped":
    case "refused":
      return finish(task, held, result);
    default:
      return result.status satisfies never;
  }
}

async function finish(task: StepTask, held: HeldWork, result: StepResult): Promise<StepResult> {
  const outputSha256 = result.outputSha256 ?? task.inputSha256;
  await held.done({
    outputSha256,
    ...(result.rowCount === undefined ? {} : { rowCount: result.rowCount }),
    summaryJson: summaryOf(result),
  });
  return { ...result, outputSha256 };
}

async function callJob({ step, job, context, run }: StepTask, held: HeldWork): Promise<StepResult> {
  try {
    return await job(context, { ...run, step: step.id, attempt: held.attempt });
  } catch (error) {
    const kind = errorKind(error);
    context.log.error("step.failed", {
      run_id: run.runId,
      step: step.id,
      error_kind: kind,
      stack_trace: stackOf(error),
    });
    return { status: "failed", errorKind: kind, reason: "error", detail: fullMessage(error) };
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function fullMessage(error: unknown): string {
  const { where, fix } = error as Partial<AppError>;
  return [errorMessage(error), where && `at ${where}`, fix && `fix: ${fix}`].filter(Boolean).join("; ");
}
