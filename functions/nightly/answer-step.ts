import type { DataKind } from "../config/data-kind.ts";
import type { Job, JobContext } from "../jobs/job.ts";
import { prepareWarehouse } from "../jobs/prepare-warehouse.ts";
import { sha256Of } from "../ledger/hash.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { lastClosing, openRun, type RunOfLedger } from "../ledger/runs.ts";
import type { ErrorKind } from "../lib/errors.ts";
import { attemptStep } from "./attempt-step.ts";
import type { Refusal, StepReport } from "./document.ts";
import { configuredGraph, nightlyGraph, type Step } from "./graph.ts";
import { endsByLedger } from "./ledger-ends.ts";
import { prepareStep } from "./prepare-step.ts";
import { readDataState } from "./read-data-state.ts";
import { endOf, type StepEnd } from "./step-end.ts";
import { logEnd, reportOf } from "./step-report.ts";
import { untilAborted } from "./until-aborted.ts";

/** What a runner outside this process asks for; everything else is in the ledger. */
export interface StepRequest {
  readonly runId: string;
  /** UTC day, `2026-01-31`. */
  readonly logicalDate: string;
  readonly step: string;
  /** The firing that asks. */
  readonly executionId: string;
}

export interface StepServing {
  readonly context: JobContext;
  readonly jobs: Readonly<Record<string, Job>>;
  /** One per process. */
  readonly ledger: Ledger;
  /** Whose data the warehouse is to hold. */
  readonly data: DataKind;
  /** Aborts when nobody waits for the answer any more: the job stops at its next statement. */
  readonly signal: AbortSignal;
  readonly traceId?: string;
}

export type StepReply =
  | {
      readonly status: StepReport["status"];
      readonly reason: string | null;
      readonly detail: string | null;
      readonly error_kind: ErrorKind | null;
      readonly row_count: number | null;
      readonly refusals: readonly Refusal[];
    }
  /** Ask for the step again, at once. */
  | { readonly status: "continue" }
  /** Somebody else works on it. */
  | { readonly status: "busy"; readonly retry_after_s: number };

/**
 * One step of a run, asked for once: by the same rules as a walk in one process, with what that walk would remember read
 * from the ledger. Throws what the warehouse throws when the ledger cannot be read or written.
 */
export async function answerStep(serving: StepServing, step: Step, request: StepRequest): Promise<StepReply> {
  const { context, ledger, signal, traceId } = serving;
  const graph = configuredGraph(nightlyGraph, context.sources);
  const own = graph.find(({ id }) => id === step.id);
  if (own === undefined) return replyOf(endOf({ status: "skipped", reason: "not_configured" }));
  const startedAt = context.clock.now();
  if (own === graph[0]) {
    const preparation = await prepareWarehouse(context, serving.data);
    if (preparation.kind === "refused") {
      const { reason, detail, fix } = preparation;
      return replyOf(endOf({ status: "failed", errorKind: "settings", reason, detail: `${detail}; fix: ${fix}` }));
    }
  }
  const ends = await endsByLedger(ledger, request.runId, graph);
  const run: RunOfLedger = {
    runId: request.runId,
    kind: "nightly",
    logicalDate: request.logicalDate,
    codeVersion: context.codeVersion,
    settingsSha256: sha256Of(context.settings),
    executionId: request.executionId,
  };
  const prepared = await prepareStep({
    step: own,
    jobs: serving.jobs,
    context,
    ledger,
    run,
    before: new Map([...ends].filter(([id]) => own.needs.includes(id) || own.after.includes(id))),
    data: () => readDataState(context.warehouse, own, request.logicalDate),
    retryFailed: false,
    onHeld: () => openRun(ledger, run),
  });
  const attempt =
    prepared.kind === "ended"
      ? { ...prepared, hasRun: false }
      : await attemptStep({
          ...prepared.task,
          context: { ...context, warehouse: untilAborted(context.warehouse, signal) },
          ...(traceId === undefined ? {} : { traceId }),
        });
  if (attempt.kind === "busy") return { status: "busy", retry_after_s: attempt.retryAfterS };
  if (attempt.kind === "continue") return { status: "continue" };
  const milliseconds = context.clock.now().getTime() - startedAt.getTime();
  logEnd(context.log, run.runId, own, reportOf(own, attempt.end, milliseconds));
  if (own.always) await logRun(serving, run.runId);
  return replyOf(attempt.end);
}

function replyOf({ status, reason, detail, errorKind, rowCount, refusals }: StepEnd): StepReply {
  return { status, reason, detail, error_kind: errorKind, row_count: rowCount, refusals };
}

/** How the run stands after its last step; the alert on a missed night waits for `run.fresh`. */
async function logRun({ context }: StepServing, runId: string): Promise<void> {
  const status = await lastClosing(context.warehouse, runId);
  context.log.info("run.ended", { run_id: runId, status });
  if (status === "done") context.log.info("run.fresh", { run_id: runId });
}
