import type { ErrorKind } from "../lib/errors.ts";
import type { Statement, TableName } from "../warehouse/warehouse.ts";

/** A piece of work that is done once: a step of a run, a chunk of slices of an ad account, a file. */
export interface WorkUnit {
  /** `nightly:2026-01-31`, `import:<file sha256>`. */
  readonly runId: string;
  readonly step: string;
  /** `<report>/<account>/<from>..<to>` or the file key; absent for a step as a whole. */
  readonly sliceKey?: string;
  /** Hash of everything the result depends on; the same hash is never worked on twice. */
  readonly inputSha256: string;
}

export interface ClaimOptions {
  /** Try again what failed for good with this same input. */
  readonly retryFailed?: boolean;
  /** Work again on what was done with this same input. */
  readonly redo?: boolean;
  readonly traceId?: string;
}

export type Claim = HeldWork | SkippedWork | BusyWork | FailedWork;

/** Done before with the same input: nothing to do. */
export interface SkippedWork {
  readonly kind: "skipped";
  readonly workKey: string;
  readonly attempt: number;
  readonly outputSha256: string | null;
  readonly rowCount: number | null;
  /** What `done` was given as `summaryJson`. */
  readonly summaryJson: string | null;
}

/** Another owner holds it. */
export interface BusyWork {
  readonly kind: "busy";
  readonly workKey: string;
  readonly retryAfterS: number;
}

/** Failed before with the same input, for a reason that time does not cure. */
export interface FailedWork {
  readonly kind: "failed";
  readonly workKey: string;
  readonly attempt: number;
  readonly errorKind: ErrorKind;
  readonly errorMessage: string;
  /** For `quota`: not again before. */
  readonly retryAt: Date | null;
}

export interface WorkDone {
  readonly outputSha256?: string;
  readonly rowCount?: number;
  /** How it ended, for who is later told `skipped`. */
  readonly summaryJson?: string;
}

export interface WorkFailure {
  readonly errorKind: ErrorKind;
  readonly errorMessage: string;
  /** For `quota`: not again before. */
  readonly retryAt?: Date;
}

/** Ours until it ends. End it once: with `doneStatements` inside the data's transaction and `release`, or with `done`, `continueLater`, `fail`. */
export interface HeldWork {
  readonly kind: "held";
  readonly workKey: string;
  readonly attempt: number;
  /** Where an earlier attempt stopped with `continueLater`. */
  readonly cursorJson: string | null;
  /** Aborts when the lease was lost: another owner may hold the work now. */
  readonly signal: AbortSignal;
  /** Hash of work key, attempt and table: the `loadId` of a load. */
  loadId(table: TableName): string;
  /** For `LoadMode.fence`: TRUE while no later attempt has claimed the work. */
  readonly fence: Statement;
  /** For `LoadMode.also`: the `done` row. Call `release` after the load. */
  doneStatements(result: WorkDone): readonly Statement[];
  /** Stops renewing the lease. */
  release(): void;
  done(result: WorkDone): Promise<void>;
  continueLater(cursorJson: string): Promise<void>;
  fail(failure: WorkFailure): Promise<void>;
}

/** `<run_id>/<step>[/<slice_key>]`. */
export function workKey(unit: Pick<WorkUnit, "runId" | "step" | "sliceKey">): string {
  return [unit.runId, unit.step, ...(unit.sliceKey === undefined ? [] : [unit.sliceKey])].join("/");
}
