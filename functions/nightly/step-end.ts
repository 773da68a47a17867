import type { StepResult } from "../jobs/job.ts";
import type { SkippedWork } from "../ledger/work.ts";
import type { ErrorKind } from "../lib/errors.ts";
import type { Refusal, StepReport } from "./document.ts";

/** How a step ended in this execution. */
export interface StepEnd {
  readonly status: StepReport["status"];
  readonly reason: string | null;
  readonly detail: string | null;
  readonly errorKind: ErrorKind | null;
  readonly rowCount: number | null;
  /** What the steps that read it hash; null where it produced nothing to rely on. */
  readonly outputSha256: string | null;
  readonly refusals: readonly Refusal[];
}

export function endOf(
  result: Omit<StepResult, "status"> & { readonly status: StepReport["status"] | "continue" },
): StepEnd {
  if (result.status === "continue") throw new RangeError("expected an end, got a step that continues");
  return {
    status: result.status,
    reason: result.reason ?? null,
    detail: result.detail ?? null,
    errorKind: result.errorKind ?? null,
    rowCount: result.rowCount ?? null,
    outputSha256: result.outputSha256 ?? null,
    refusals: result.refusals ?? [],
  };
}

/**
 * Kept with the event that ends an attempt, so that a later firing that skips the step still tells what it refused, and
 * a step that is gone on with later still says what it has written so far.
 */
export function summaryOf(result: StepResult): string {
  const { status, reason, detail, refusals, outputSha256, isUnfinished } = result;
  const soFar = isUnfinished === true ? { outputSha256 } : {};
  return JSON.stringify({ status, reason, detail, refusals, ...soFar });
}

/** The end of a step that was done before with the same input: its refusals still hold. */
export function skippedEnd(skipped: SkippedWork): StepEnd {
  const summary = JSON.parse(skipped.summaryJson ?? "{}") as Partial<StepResult>;
  return {
    status: "skipped",
    reason: "unchanged",
    detail: summary.detail ?? null,
    errorKind: null,
    rowCount: skipped.rowCount,
    outputSha256: skipped.outputSha256,
    refusals: summary.refusals ?? [],
  };
}
