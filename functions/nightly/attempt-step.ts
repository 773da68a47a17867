import type { Job, JobContext, StepResult, StepRun } from "../jobs/job.ts";
import { claimWork } from "../ledger/claim.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { HeldWork } from "../ledger/work.ts";
import { type AppError, errorKind, errorMessage } from "../lib/errors.ts";
import { labelled } from "../lib/log.ts";
import type { Step } from "./graph.ts";
import { endOf, type StepEnd, skippedEnd, summaryOf } from "./step-end.ts";

export interface StepTask {
  readonly step: Step;
  readonly job: Job;
  readonly context: JobContext;
  readonly ledger: Ledger;
  readonly run: Omit<StepRun, "step" | "attempt">;
  readonly inputSha256: string;
  readonly retryFailed: boolean;
  /** Trace of the request that asks for the step; kept with its claim. */
  readonly traceId?: string;
  /** Called each time the step is really worked on, before its job. */
  readonly onHeld: () => Promise<void>;
}

/** What asking for a step once comes to. */
export type StepAttempt =
  | { readonly kind: "ended"; readonly end: StepEnd; readonly hasRun: boolean }
  /** It stopped on a boundary and is to be asked for again. */
  | { readonly kind: "continue" }
  /** Somebody else works on it. */
  | { readonly kind: "busy"; readonly retryAfterS: number };

/** Claims a step and, when it is ours, runs its job once and writes to the ledger how it ended. */
export async function attemptStep(task: StepTask): Promise<StepAttempt> {
  const { step, ledger, run, retryFailed, traceId } = task;
  const claim = await claimWork(
    ledger,
    { runId: run.runId, step: step.id, inputSha256: task.inputSha256 },
    { retryFailed, ...(traceId === undefined ? {} : { traceId }) },
  );
  switch (claim.kind) {
    case "skipped":
      return { kind: "ended", end: skippedEnd(claim), hasRun: false };
    case "failed": {
      const { errorKind: kind, errorMessage: detail } = claim;
      const end = endOf({ status: "failed", errorKind: kind, reason: "failed_before", detail });
      return { kind: "ended", end, hasRun: false };
    }
    case "busy":
      return { kind: "busy", retryAfterS: claim.retryAfterS };
    case "held": {
      await task.onHeld();
      const result = await work(task, claim);
      if (result.status === "continue") return { kind: "continue" };
      return { kind: "ended", end: endOf(result), hasRun: true };
    }
    default:
      return claim satisfies never;
  }
}

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
  const { workKey, attempt } = held;
  const labels = { run_id: run.runId, step: step.id, work_key: workKey, attempt: String(attempt) };
  const log = labelled(context.log, labels);
  try {
    return await job({ ...context, log }, { ...run, step: step.id, attempt });
  } catch (error) {
    const kind = errorKind(error);
    log.error("step.failed", { run_id: run.runId, step: step.id, error_kind: kind, stack_trace: stackOf(error) });
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
