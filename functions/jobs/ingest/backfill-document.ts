import type { ErrorKind } from "../../lib/errors.ts";
import type { IngestCall } from "./ingest-call.ts";
import { sliceCount } from "./results.ts";
import { detailOf } from "./step-result.ts";
import type { UnitEnd } from "./unit.ts";

/** The one document of `backfill --json`. */
export interface BackfillDocument {
  /** `skipped`: an earlier call has read all of it. */
  readonly status: "done" | "skipped" | "partial" | "failed";
  readonly run_id: string;
  readonly source: string;
  readonly error_kind: ErrorKind | null;
  readonly detail: string | null;
  readonly rows_loaded: number;
  readonly rows_quarantined: number;
  readonly slices_swapped: number;
  readonly slices_unchanged: number;
  /** Older than what the platform keeps, or of accounts that cannot be read. */
  readonly slices_skipped: number;
  readonly slices_failed: number;
}

/** Days that the platform no longer keeps are no failure; accounts that cannot be read are. */
export function documentOf(
  { source, runId }: Pick<IngestCall, "source" | "runId">,
  ends: readonly UnitEnd[],
): BackfillDocument {
  const sum = (value: (end: UnitEnd) => number): number => ends.reduce((total, end) => total + value(end), 0);
  const slicesOf = (...states: readonly UnitEnd["state"][]): number =>
    sum((end) => (states.includes(end.state) ? sliceCount(end) : 0));
  const missing = ends.filter(
    ({ state, reason }) => state === "failed" || state === "waiting" || (state === "skipped" && reason !== "retention"),
  );
  const incomplete = [...missing, ...ends.filter(({ state }) => state === "partial")];
  const skipped = ends.filter(({ state }) => state === "skipped");
  const counts = {
    rows_loaded: sum((end) => end.rowsLoaded),
    rows_quarantined: sum((end) => end.rowsQuarantined),
    slices_swapped: sum((end) => end.swapped),
    slices_unchanged: sum((end) => end.unchanged),
    slices_skipped: slicesOf("skipped"),
    slices_failed: slicesOf("failed", "waiting"),
  };
  const told = incomplete.length > 0 ? incomplete : skipped;
  return {
    status: statusOf(ends, missing, incomplete, counts.slices_swapped + counts.slices_unchanged),
    run_id: runId,
    source: source.name,
    error_kind: incomplete[0]?.errorKind ?? null,
    detail: told.length === 0 ? null : detailOf(told),
    ...counts,
  };
}

function statusOf(
  ends: readonly UnitEnd[],
  missing: readonly UnitEnd[],
  incomplete: readonly UnitEnd[],
  slicesRead: number,
): BackfillDocument["status"] {
  if (missing.length > 0 && missing.length === ends.length) return "failed";
  if (incomplete.length > 0) return "partial";
  return slicesRead === 0 ? "skipped" : "done";
}
