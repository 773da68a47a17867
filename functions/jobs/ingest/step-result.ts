import type { StepResult } from "../job.ts";
import type { UnitEnd } from "./unit.ts";

const MAX_NAMED = 5;

/**
 * How a step ended by its units: done where all were read, partial where some were, failed where none was, by the first
 * cause. Partial, it is gone on with at the next firing, unless all that is missing are rows in quarantine.
 */
export function resultOf(ends: readonly UnitEnd[], hasReadBefore: boolean): StepResult {
  const missing = ends.filter(({ state }) => state === "failed" || state === "waiting" || state === "skipped");
  const incomplete = [...missing, ...ends.filter(({ state }) => state === "partial")];
  const rowCount = ends.reduce((sum, { rowsLoaded }) => sum + rowsLoaded, 0);
  const [first] = incomplete;
  if (first === undefined) return { status: "done", rowCount };
  const why = { reason: first.reason ?? first.state, detail: detailOf(incomplete), rowCount };
  const errorKind = first.errorKind ?? "bug";
  if (missing.length === ends.length && !hasReadBefore) return { ...why, status: "failed", errorKind };
  return { ...why, status: "partial", isUnfinished: missing.length > 0 };
}

/** One line a report and account, the first few by name. */
export function detailOf(ends: readonly UnitEnd[]): string {
  const lines = new Map(
    ends.map(({ unit, detail, reason, state }) => [
      `${unit.report.report} of ${unit.account.accountId}`,
      detail ?? reason ?? state,
    ]),
  );
  const named = [...lines].slice(0, MAX_NAMED).map(([what, why]) => `${what}: ${why}`);
  const others = lines.size - named.length;
  return [...named, ...(others > 0 ? [`and ${others} more`] : [])].join(" | ");
}
