import { describe, expect, it } from "vitest";
import type { Row } from "../../../functions/warehouse/warehouse.ts";
import { freshnessText } from "../../../scripts/cli/freshness-text.ts";

const COLUMNS = [
  { name: "source", type: "STRING" },
  { name: "account_id", type: "STRING" },
  { name: "report", type: "STRING" },
  { name: "last_success_at", type: "TIMESTAMP" },
  { name: "status", type: "STRING" },
  { name: "reason", type: "STRING" },
] as const;
const LONG = `expected an account that the credential reaches, got none; fix: ${"give access ".repeat(10)}`;

function row(report: string, status: string, reason: string | null): Row {
  return {
    source: "google_ads",
    account_id: "7",
    report,
    last_success_at: "2026-11-01T10:01:37.907Z",
    status,
    reason,
  };
}

describe("freshness as text", () => {
  it("says each cause once and whole, with the reports it stands in the way of", () => {
    const rows = [row("ads", "failed", LONG), row("campaigns", "failed", LONG), row("clicks", "ok", null)];
    const text = freshnessText({ columns: COLUMNS, rows });
    expect(text.split(LONG)).toHaveLength(2);
    expect(text).toContain(`\ngoogle_ads 7, ads, campaigns\n  failed: ${LONG}`);
  });

  it("counts the reports where one cause stands in the way of many", () => {
    const rows = ["a", "b", "c", "d", "e", "f"].map((report) => row(report, "failed", "no"));
    expect(freshnessText({ columns: COLUMNS, rows })).toContain("google_ads 7, 6 reports\n  failed: no");
  });

  it("tells instants to the minute", () => {
    expect(freshnessText({ columns: COLUMNS, rows: [row("ads", "ok", null)] })).toContain("2026-11-01T10:01Z  ok");
  });
});
