import type { QueryResult, Row, Value } from "../../functions/warehouse/warehouse.ts";
import { textTable } from "./text-table.ts";

const SHOWN = [
  "source",
  "account_id",
  "report",
  "date_day",
  "last_success_at",
  "missing_slices",
  "row_count",
  "quarantined_rows",
  "status",
];
const MOST_ROWS = 200;
/** Above this many reports with one cause, their number says enough. */
const MOST_NAMED = 5;

/** `reporting.rpt_freshness` for reading: a line a report, to the minute; below, each thing that is wrong once and in full. */
export function freshnessText({ columns, rows }: QueryResult): string {
  const minutes = rows.map((row) => ({ ...row, last_success_at: toMinute(row.last_success_at ?? null) }));
  const table = textTable({ columns: columns.filter(({ name }) => SHOWN.includes(name)), rows: minutes }, MOST_ROWS);
  return [table, ...problems(rows)].join("\n");
}

/** `2026-11-01T10:01Z`. */
function toMinute(instant: Value): Value {
  return typeof instant === "string" ? `${instant.slice(0, 16)}Z` : instant;
}

/** `google_ads 1234567890, campaigns, clicks`, and below `failed: no access; fix: …`: once for each cause. */
function problems(rows: readonly Row[]): readonly string[] {
  const causes = new Map<string, string[]>();
  for (const { source, account_id: account, report, status, reason } of rows) {
    if (reason === null || reason === undefined) continue;
    const cause = JSON.stringify([[source, account].filter(Boolean).join(" "), `${status}: ${reason}`]);
    causes.set(cause, [...(causes.get(cause) ?? []), String(report)]);
  }
  return [...causes].map(([cause, reports]) => {
    const [what, why] = JSON.parse(cause) as [string, string];
    const named = reports.length > MOST_NAMED ? `${reports.length} reports` : reports.join(", ");
    return `\n${what}, ${named}\n  ${why}`;
  });
}
