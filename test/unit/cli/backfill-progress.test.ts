import { describe, expect, it } from "vitest";
import type { BackfillDocument } from "../../../functions/jobs/ingest/backfill-document.ts";
import { endLine, progressLine } from "../../../scripts/cli/backfill-progress.ts";

const DONE: BackfillDocument = {
  status: "done",
  run_id: "backfill:ga4:2026-01-01..2026-01-31",
  source: "ga4",
  error_kind: null,
  detail: null,
  rows_loaded: 1200,
  rows_quarantined: 0,
  slices_swapped: 30,
  slices_unchanged: 1,
  slices_skipped: 0,
  slices_failed: 0,
};
const NOTHING = { rows_loaded: 0, slices_swapped: 0, slices_unchanged: 0 };

function line(slicesDone: number, seconds: number): string {
  return progressLine({ source: "ga4", ended: null, rows: 500, slicesDone, slicesTotal: 1000 }, seconds);
}

describe("the line of a backfill that is running", () => {
  it("tells no time left from the first few days: that of the slow start would be hours", () => {
    expect(line(5, 10)).toBe("ga4: 5 of 1000 slices, 500 rows, 50 rows/s");
    expect(line(500, 2)).toBe("ga4: 500 of 1000 slices, 500 rows, 250 rows/s");
  });

  it("tells it in seconds, from two minutes on in minutes", () => {
    expect(line(500, 100)).toContain("about 100 s left");
    expect(line(100, 100)).toContain("about 15 min left");
    expect(line(1000, 100)).not.toContain("left");
  });
});

describe("the line of a backfill that ended", () => {
  it("counts what was read", () => {
    expect(endLine(DONE)).toBe("ga4: done, 1,200 rows, 30 slices new, 1 unchanged");
  });

  it("says that nothing was left to read, and how to read it again", () => {
    expect(endLine({ ...DONE, ...NOTHING, status: "skipped" })).toBe(
      "ga4: nothing left to read (--reset reads again what an earlier backfill has)",
    );
  });

  it("says of a source that was not reached only why", () => {
    expect(endLine({ ...DONE, ...NOTHING, status: "failed", detail: "401; fix: sign in" })).toBe(
      "ga4: failed\n  401; fix: sign in",
    );
  });
});
