import { describe, expect, it } from "vitest";
import { adstock, defaultDecay } from "../../../../functions/models/mmm/adstock.ts";
import { seasonalNaive } from "../../../../functions/models/mmm/benchmarks.ts";
import { calendarColumns } from "../../../../functions/models/mmm/calendar.ts";
import { isoDay } from "../../../../functions/models/mmm/periods.ts";
import { logSaturation } from "../../../../functions/models/mmm/saturation.ts";
import { createRandom } from "../../../../functions/models/numeric/random.ts";

describe("adstock", () => {
  it("halves what is left each period at decay .5", () => {
    expect([...adstock([100, 0, 0, 40], 0.5)]).toEqual([100, 50, 25, 52.5]);
  });

  it("is nothing of nothing, the spend itself without decay, and linear", () => {
    expect([...adstock([0, 0], 0.9)]).toEqual([0, 0]);
    expect([...adstock([3, 4], 0)]).toEqual([3, 4]);
    const random = createRandom(5, "adstock");
    const a = Array.from({ length: 20 }, () => random.uniform());
    const b = Array.from({ length: 20 }, () => random.uniform());
    const whole = adstock(
      a.map((value, t) => 2 * value + (b[t] as number)),
      0.6,
    );
    const parts = adstock(a, 0.6).map((value, t) => 2 * value + (adstock(b, 0.6)[t] as number));
    whole.forEach((value, t) => {
      expect(value).toBeCloseTo(parts[t] as number, 12);
    });
  });

  it("refuses a decay that never ends", () => {
    expect(() => adstock([1], 1)).toThrow("below 1, got 1");
  });

  it.each([
    ["Brand_Awareness_Q1", 0.7],
    ["Product_Launch_Spring", 0.5],
    ["Retargeting_Warm_Audience", 0.3],
    ["Lead_Generation_B2B", 0.4],
    ["DE leadgen", 0.4],
    ["Leadership podcast", 0.5],
    ["tv", 0.5],
  ])("knows the usual decay of %s", (name, decay) => {
    expect(defaultDecay(name)).toBe(decay);
  });
});

describe("log saturation", () => {
  it("is 1 at e − 1 scales and 0 at none", () => {
    expect(logSaturation(10).effect(10 * (Math.E - 1))).toBeCloseTo(1, 12);
    expect(logSaturation(10).effect(0)).toBe(0);
  });

  it("has the slope that differences show", () => {
    const { effect, slope } = logSaturation(7);
    for (const at of [0.5, 3, 50]) expect((effect(at + 1e-5) - effect(at - 1e-5)) / 2e-5).toBeCloseTo(slope(at), 8);
  });
});

describe("calendar", () => {
  const days = (count: number): string[] => Array.from({ length: count }, (_, i) => isoDay(20_094 + i));

  it("has weekdays but no trend or year under a year", () => {
    const names = calendarColumns(days(90), "day", ["trend", "weekday", "yearly"]).map(({ name }) => name);
    expect(names).toEqual([
      "weekday_tuesday",
      "weekday_wednesday",
      "weekday_thursday",
      "weekday_friday",
      "weekday_saturday",
      "weekday_sunday",
    ]);
  });

  it("marks each weekday on its days: 2025-01-06 was a Monday", () => {
    const sunday = calendarColumns(["2025-01-11", "2025-01-12", "2025-01-13"], "day", ["weekday"]).at(-1);
    expect([...(sunday?.values ?? [])]).toEqual([0, 1, 0]);
  });

  it("repeats after a year and has no weekdays by week", () => {
    const weeks = Array.from({ length: 104 }, (_, i) => isoDay(20_094 + 7 * i));
    expect(calendarColumns(weeks, "week", ["trend", "weekday", "yearly"]).map(({ name }) => name)).toEqual([
      "trend",
      "yearly_sin_1",
      "yearly_cos_1",
      "yearly_sin_2",
      "yearly_cos_2",
    ]);
  });
});

describe("seasonal naive", () => {
  it("says last week again by day, and the last week by week until a year is known", () => {
    const kpi = Float64Array.from({ length: 20 }, (_, t) => t);
    expect([...seasonalNaive(kpi, 10, 19, "day")]).toEqual([3, 4, 5, 6, 7, 8, 9, 3, 4]);
    expect([...seasonalNaive(kpi, 10, 12, "week")]).toEqual([9, 9]);
  });
});
