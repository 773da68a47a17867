import type { Log } from "../lib/log.ts";
import type { StepReport } from "./document.ts";
import type { Step } from "./graph.ts";
import type { StepEnd } from "./step-end.ts";

/** How a step ended, for people. */
export function reportOf(step: Step, end: StepEnd, milliseconds: number): StepReport {
  return {
    step: step.id,
    status: end.status,
    reason: end.reason,
    detail: end.detail,
    error_kind: end.errorKind,
    seconds: milliseconds / 1000,
    row_count: end.rowCount,
  };
}

/** One line a step; a slow one says so in an event of its own, for alerts. */
export function logEnd(log: Log, runId: string, step: Step, report: StepReport): void {
  const { status, reason, seconds, row_count } = report;
  const fields = { run_id: runId, step: step.id, status, reason, seconds, row_count };
  log.info("step.ended", fields);
  if (seconds > step.limitMin * 60) log.warn("step.slow", { ...fields, limit_min: step.limitMin });
}
