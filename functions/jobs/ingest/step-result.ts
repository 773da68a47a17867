import type { StepResult } from "../job.ts";
import type { UnitEnd } from "./unit.ts";

const MAX_NAMED = 5;
const MAX_REPORTS = 3;

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

/** One line for each cause and account, the first few by name: `campaigns, clicks and 3 more of 123: no access; fix: …`. */
export function detailOf(ends: readonly UnitEnd[]): string {
  const causes = new Map<string, { readonly reports: Set<string>; readonly account: string; readonly why: string }>();
  for (const { unit, detail, reason, state } of ends) {
    const account = unit.account.accountId;
    const why = detail ?? reason ?? state;
    const key = JSON.stringify([account, why]);
    const cause = causes.get(key) ?? { reports: new Set(), account, why };
    causes.set(key, cause);
    cause.reports.add(unit.report.report);
  }
  const named = [...causes.values()]
    .slice(0, MAX_NAMED)
    .map(({ reports, account, why }) => `${namesOf([...reports])} of ${account}: ${why}`);
  const others = causes.size - named.length;
  return [...named, ...(others > 0 ? [`and ${others} more`] : [])].join(" | ");
}

function namesOf(reports: readonly string[]): string {
  if (reports.length <= MAX_REPORTS) return reports.join(", ");
  return `${reports.slice(0, MAX_REPORTS).join(", ")} and ${reports.length - MAX_REPORTS} more`;
}
