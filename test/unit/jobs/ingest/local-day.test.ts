import { describe, expect, it } from "vitest";
import { localDay, toRanges, weekStart } from "../../../../functions/jobs/ingest/local-day.ts";

describe("the day of an account", () => {
  it.each([
    ["Asia/Kolkata", "2026-02-10T18:29:59Z", "2026-02-10"],
    ["Asia/Kolkata", "2026-02-10T18:30:00Z", "2026-02-11"],
    ["America/Sao_Paulo", "2026-02-10T02:59:59Z", "2026-02-09"],
    ["America/Sao_Paulo", "2026-02-10T03:00:00Z", "2026-02-10"],
    // Clocks go forward on 2026-03-29 and back on 2026-10-25 in Berlin.
    ["Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29"],
    ["Europe/Berlin", "2026-03-29T21:59:59Z", "2026-03-29"],
    ["Europe/Berlin", "2026-03-29T22:00:00Z", "2026-03-30"],
    ["Europe/Berlin", "2026-10-25T22:59:59Z", "2026-10-25"],
    ["Europe/Berlin", "2026-10-25T23:00:00Z", "2026-10-26"],
    ["UTC", "2026-12-31T23:59:59.999Z", "2026-12-31"],
  ])("in %s at %s is %s", (zone, at, day) => {
    expect(localDay(new Date(at), zone)).toBe(day);
  });
});

describe("ranges of days", () => {
  it("break at gaps and at the longest length", () => {
    expect(toRanges(["2026-01-30", "2026-01-31", "2026-02-01", "2026-02-03"], 2)).toEqual([
      { from: "2026-01-30", to: "2026-01-31" },
      { from: "2026-02-01", to: "2026-02-01" },
      { from: "2026-02-03", to: "2026-02-03" },
    ]);
    expect(toRanges([], 5)).toEqual([]);
  });
});

describe("a week", () => {
  it("begins on Monday", () => {
    expect(weekStart("2026-02-09")).toBe("2026-02-09");
    expect(weekStart("2026-02-15")).toBe("2026-02-09");
    expect(weekStart("2026-02-16")).toBe("2026-02-16");
  });
});
