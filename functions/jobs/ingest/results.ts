import { insertStatement } from "../../ledger/rows.ts";
import type { Row } from "../../warehouse/warehouse.ts";
import type { IngestCall } from "./ingest-call.ts";
import { daysFromTo } from "./local-day.ts";
import type { UnitEnd } from "./unit.ts";

const TYPES = {
  run_id: "STRING",
  source: "STRING",
  report: "STRING",
  account_id: "STRING",
  state: "STRING",
  reason: "STRING",
  error_kind: "STRING",
  detail: "STRING",
  retry_at: "TIMESTAMP",
  slices_swapped: "INT64",
  slices_unchanged: "INT64",
  slices_skipped: "INT64",
  slices_failed: "INT64",
  rows_loaded: "INT64",
  rows_quarantined: "INT64",
  ended_at: "TIMESTAMP",
} as const;

/** Worst first: what a report of an account ended as is the worst of its units. Days that the platform no longer keeps are no fault. */
const STATES = ["failed", "waiting", "skipped", "partial", "continue", "done"] as const;

/** Writes down how each report of each account ended in this call, for the freshness that people look at. */
export async function saveResults(call: IngestCall, ends: readonly UnitEnd[]): Promise<void> {
  const groups = new Map<string, UnitEnd[]>();
  for (const end of ends) {
    const key = JSON.stringify([end.unit.report.report, end.unit.account.accountId]);
    groups.set(key, [...(groups.get(key) ?? []), end]);
  }
  await insert(
    call,
    [...groups.values()].map((group) => resultRow(group)),
  );
}

/** The source as a whole could not be reached: nothing of it was read. */
export async function saveSourceFailure(
  call: IngestCall,
  failure: { readonly errorKind: string; readonly detail: string },
): Promise<void> {
  const none = { slices_swapped: 0, slices_unchanged: 0, slices_skipped: 0, slices_failed: 0 };
  await insert(call, [
    {
      ...none,
      state: "failed",
      reason: failure.errorKind,
      error_kind: failure.errorKind,
      detail: failure.detail,
      rows_loaded: 0,
      rows_quarantined: 0,
    },
  ]);
}

async function insert({ context, source, runId }: IngestCall, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const { warehouse, clock } = context;
  const { rows: last } = await warehouse.query("select max(ended_at) as ended_at from ops.ingest_results");
  const lastMs = last[0]?.ended_at == null ? 0 : Date.parse(String(last[0].ended_at));
  const endedAt = new Date(Math.max(clock.now().getTime(), lastMs + 1)).toISOString();
  const stamped = rows.map((row) => ({ ...row, run_id: runId, source: source.name, ended_at: endedAt }));
  const statement = insertStatement("ops.ingest_results", TYPES, stamped);
  await warehouse.execute(statement.sql, statement);
}

function resultRow(ends: readonly UnitEnd[]): Row {
  const states = new Map(ends.map((end) => [end, end.reason === "retention" ? "done" : end.state]));
  const worst = STATES.flatMap((state) => ends.filter((end) => states.get(end) === state))[0];
  const sum = (value: (end: UnitEnd) => number): number => ends.reduce((total, end) => total + value(end), 0);
  const slicesOf = (...states: readonly UnitEnd["state"][]): number =>
    sum((end) => (states.includes(end.state) ? sliceCount(end) : 0));
  return {
    report: worst?.unit.report.report ?? null,
    account_id: worst?.unit.account.accountId ?? null,
    state: (worst && states.get(worst)) ?? null,
    reason: worst?.reason ?? null,
    error_kind: worst?.errorKind ?? null,
    detail: worst?.detail ?? null,
    retry_at: worst?.retryAt?.toISOString() ?? null,
    slices_swapped: sum((end) => end.swapped),
    slices_unchanged: sum((end) => end.unchanged),
    slices_skipped: slicesOf("skipped"),
    slices_failed: slicesOf("failed", "waiting"),
    rows_loaded: sum((end) => end.rowsLoaded),
    rows_quarantined: sum((end) => end.rowsQuarantined),
  };
}

/** Days of a range; a listing and the changes of a CRM are one slice. */
export function sliceCount({ unit }: Pick<UnitEnd, "unit">): number {
  return unit.grain === "days" ? daysFromTo(unit.from, unit.to).length : 1;
}
