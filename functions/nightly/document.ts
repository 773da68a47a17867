import type { ErrorKind } from "../lib/errors.ts";

/** How a step ended, for people and for `--json`. */
export interface StepReport {
  readonly step: string;
  /** `blocked`: a step it needs failed. */
  readonly status: "done" | "skipped" | "partial" | "refused" | "failed" | "blocked";
  /** A constant, for example `unchanged`, `assertion_failed`, `too_few_leads`. */
  readonly reason: string | null;
  readonly detail: string | null;
  readonly error_kind: ErrorKind | null;
  readonly seconds: number;
  readonly row_count: number | null;
}

/** The one document of `nightly --json`. */
export interface NightlyDocument {
  /** `skipped`: nothing was new. `refused`: the data folder holds the other kind of data, nothing ran. */
  readonly status: "done" | "skipped" | "partial" | "refused" | "failed";
  readonly run_id: string;
  readonly logical_date: string;
  readonly as_of: string | null;
  readonly steps: readonly StepReport[];
  readonly refusals: readonly Refusal[];
}

/** A model that the data do not allow, and why. */
export interface Refusal {
  readonly model: string;
  readonly reason: string;
  readonly detail: string;
}

/** The worst of its steps; refused models leave a run done. */
export function runStatus(steps: readonly StepReport[]): NightlyDocument["status"] {
  const has = (...wanted: readonly StepReport["status"][]): boolean =>
    steps.some(({ status }) => wanted.includes(status));
  if (has("failed", "blocked")) return "failed";
  if (has("partial")) return "partial";
  return has("done", "refused") ? "done" : "skipped";
}
