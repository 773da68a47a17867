import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DayReading, type DueDaysInput, dueDays } from "../../../../functions/jobs/ingest/due-days.ts";
import { addDays, daysFromTo, toRanges } from "../../../../functions/jobs/ingest/local-day.ts";

const CAMPAIGNS = { lookBackDays: { nightly: 3, weekly: 10, monthly: 20 } };
const CLICKS = { lookBackDays: { nightly: 9, weekly: null, monthly: null }, isReadOnce: true, retentionDays: 6 };
const WEEKLY = { lookBackDays: { nightly: null, weekly: 10, monthly: null } };

/** Each day read at an instant, by an earlier run. */
function readAt(days: readonly string[], at: string, isOfThisRun = false): [string, DayReading][] {
  return days.map((day) => [day, { readStartedAt: new Date(at), isOfThisRun }]);
}

function due(input: Partial<DueDaysInput> & { readonly read?: readonly [string, DayReading][] }): readonly string[] {
  return dueDays({
    report: CAMPAIGNS,
    readings: new Map(input.read ?? []),
    today: "2026-02-10",
    timeZone: "UTC",
    logicalDate: "2026-02-10",
    ...input,
  });
}

/** `2026-02-01..2026-02-03 2026-02-07..2026-02-07` */
function ranges(days: readonly string[]): string {
  return toRanges(days, 1000)
    .map(({ from, to }) => `${from}..${to}`)
    .join(" ");
}

const TWENTY = daysFromTo("2026-01-22", "2026-02-10");

describe("days that a night reads", () => {
  it("are the longest look-back where nothing was read before", () => {
    expect(ranges(due({}))).toBe("2026-01-22..2026-02-10");
  });

  it("are the nightly look-back, today included, where week and month have had theirs", () => {
    // 2026-02-10 is a Tuesday: Monday's night read the week's days.
    // The 7th has left the look-back since it was read: it is read a last time.
    expect(ranges(due({ read: readAt(TWENTY, "2026-02-09T05:00:00Z") }))).toBe("2026-02-07..2026-02-10");
  });

  it("are the weekly ones in the week's first night, which need not be on Monday", () => {
    // With the two days that were last read at nine and eight days old: the look-back is ten.
    expect(ranges(due({ read: readAt(TWENTY, "2026-02-08T05:00:00Z") }))).toBe("2026-01-30..2026-02-10");
  });

  it("are the monthly ones in the month's first night", () => {
    expect(ranges(due({ read: readAt(TWENTY, "2026-01-31T23:59:00Z") }))).toBe("2026-01-22..2026-02-10");
  });

  it("are only those that an interrupted weekly reading has not brought", () => {
    const read = [
      ...readAt(TWENTY, "2026-02-08T05:00:00Z"),
      ...readAt(daysFromTo("2026-02-01", "2026-02-05"), "2026-02-10T05:00:00Z", true),
    ];
    expect(ranges(due({ read }))).toBe("2026-01-30..2026-01-31 2026-02-06..2026-02-10");
  });

  it("are none that this run has read", () => {
    expect(due({ read: readAt(TWENTY, "2026-02-10T05:00:00Z", true) })).toEqual([]);
  });

  it("begin after the last complete day where nights were missed for longer than the look-back", () => {
    const read = readAt(daysFromTo("2025-12-01", "2025-12-20"), "2025-12-20T17:00:00Z");
    // All of them were younger than the longest look-back when they were read, the 20th still went on.
    expect(ranges(due({ read }))).toBe("2025-12-01..2026-02-10");
  });

  it("are the days of a gap, however old, where the newer days were read and the older failed", () => {
    const read = [
      ...readAt(daysFromTo("2025-12-01", "2025-12-05"), "2026-01-20T05:00:00Z"),
      ...readAt(daysFromTo("2026-01-06", "2026-02-10"), "2026-02-09T05:00:00Z"),
    ];
    expect(ranges(due({ read }))).toBe("2025-12-06..2026-01-05 2026-02-07..2026-02-10");
    const weekly = { report: WEEKLY, read: [...read.slice(0, 5), ...readAt(["2026-02-08"], "2026-02-09T05:00:00Z")] };
    expect(ranges(due(weekly))).toBe("2025-12-06..2026-02-07");
  });

  it("are no days again that were read when no look-back held them any more", () => {
    const read = [...readAt(daysFromTo("2025-12-01", "2026-02-10"), "2026-02-09T05:00:00Z")];
    expect(ranges(due({ read }))).toBe("2026-02-07..2026-02-10");
  });

  it("never lie before what the platform keeps", () => {
    expect(ranges(due({ report: { ...CAMPAIGNS, retentionDays: 12 } }))).toBe("2026-01-30..2026-02-10");
  });

  it("end with the account's today, whatever UTC's is", () => {
    expect(due({ today: "2026-02-11" }).at(-1)).toBe("2026-02-11");
    expect(due({ today: "2026-02-09" }).at(-1)).toBe("2026-02-09");
  });
});

describe("a report that is only read weekly", () => {
  it("is read whole at first, then once a week up to Sunday", () => {
    expect(ranges(due({ report: WEEKLY }))).toBe("2026-02-01..2026-02-10");
    const read = readAt(daysFromTo("2026-01-20", "2026-02-08"), "2026-02-09T05:00:00Z");
    expect(due({ report: WEEKLY, read })).toEqual([]);
    const older = readAt(daysFromTo("2026-01-20", "2026-02-04"), "2026-02-04T05:00:00Z");
    expect(ranges(due({ report: WEEKLY, read: older }))).toBe("2026-01-26..2026-02-08");
  });
});

describe("a report whose days are read once", () => {
  it("asks for the missing ones that have ended and that the platform keeps", () => {
    const read = readAt(["2026-02-06", "2026-02-08"], "2026-02-09T12:00:00Z");
    expect(due({ report: CLICKS, read })).toEqual(["2026-02-05", "2026-02-07", "2026-02-09"]);
  });

  it("asks again for a day that was read within hours of its end, by the account's clock", () => {
    const read = readAt(["2026-02-09"], "2026-02-10T05:00:00Z");
    const one = { ...CLICKS, lookBackDays: { nightly: 2, weekly: null, monthly: null } };
    // 10:30 in Kolkata, 02:00 in São Paulo.
    expect(due({ report: one, read, timeZone: "Asia/Kolkata" })).toEqual([]);
    expect(due({ report: one, read, timeZone: "America/Sao_Paulo" })).toEqual(["2026-02-09"]);
  });
});

describe("nights in a row", () => {
  it("leave no day out, read each day again in the look-back and forget no tier, whichever nights are missed", () => {
    const nights = fc.array(fc.boolean(), { minLength: 30, maxLength: 60 });
    fc.assert(
      fc.property(nights, (isHeld) => {
        const readings = new Map<string, DayReading>();
        for (const [i, held] of isHeld.entries()) {
          if (!held) continue;
          const today = addDays("2026-01-05", i);
          const readStartedAt = new Date(`${today}T05:00:00Z`);
          for (const day of due({ readings, today, logicalDate: today }))
            readings.set(day, { readStartedAt, isOfThisRun: false });
          const days = [...readings.keys()].sort();
          expect(days).toEqual(daysFromTo(days[0] ?? today, today));
          for (const day of daysFromTo(addDays(today, -2), today))
            expect(readings.get(day)?.readStartedAt).toEqual(readStartedAt);
          const monday = addDays(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7));
          for (const day of daysFromTo(addDays(today, -9), today))
            expect(readings.get(day)?.readStartedAt.getTime()).toBeGreaterThanOrEqual(
              Date.parse(`${monday}T00:00:00Z`),
            );
        }
      }),
      { numRuns: 100 },
    );
  });
});
