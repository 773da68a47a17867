import { describe, expect, it } from "vitest";
import { channelBounds, infeasibility } from "../../../../functions/models/budget/bounds.ts";
import { minorUnitDigits, toMinorUnits } from "../../../../functions/models/budget/minor-units.ts";
import { unchangedPlan } from "../../../../functions/models/budget/plan.ts";
import { roundToTotal } from "../../../../functions/models/budget/round-to-total.ts";
import { waterFill } from "../../../../functions/models/budget/water-filling.ts";
import { createRandom } from "../../../../functions/models/numeric/random.ts";
import { logChannel, logCurve } from "./curves.ts";

const LIMITS = { bounds: 0.3, min_share: 0.05, max_share: 0.6 };

describe("waterFill", () => {
  it("fills so that the last unit brings the same everywhere: slopes 1/b and 4/b share 50 as 10 and 40", () => {
    const curve = (weight: number) => ({
      value: (b: number) => weight * Math.log(b),
      slope: (b: number) => weight / b,
    });
    const free = { min: 1, max: 49, relaxed: null };
    const { spend, price } = waterFill([curve(1), curve(4)], [free, free], 50);
    expect(spend[0]).toBeCloseTo(10, 8);
    expect(spend[1]).toBeCloseTo(40, 8);
    expect(price).toBeCloseTo(0.1, 10);
  });

  it("meets its own conditions on random problems and is not beaten by any grid point", () => {
    const random = createRandom(7, "water");
    for (let trial = 0; trial < 100; trial++) {
      const curves = Array.from({ length: 3 }, () => logCurve(100 * random.uniform(), 1 + 50 * random.uniform()));
      const bounds = curves.map(() => {
        const min = 20 * random.uniform();
        return { min, max: min + 40 * random.uniform(), relaxed: null };
      });
      const least = bounds.reduce((sum, { min }) => sum + min, 0);
      const most = bounds.reduce((sum, { max }) => sum + max, 0);
      const total = least + random.uniform() * (most - least);
      const { spend, price } = waterFill(curves, bounds, total);
      expect(spend.reduce((a, b) => a + b, 0)).toBeCloseTo(total, 8);
      const worth = (at: readonly number[]): number => at.reduce((sum, b, i) => sum + (curves[i]?.value(b) ?? 0), 0);
      spend.forEach((b, i) => {
        const { min, max } = bounds[i] as { min: number; max: number };
        expect(b).toBeGreaterThanOrEqual(min - 1e-9);
        expect(b).toBeLessThanOrEqual(max + 1e-9);
        if (b > min + 1e-6 && b < max - 1e-6)
          expect(Math.abs((curves[i]?.slope(b) ?? 0) - price)).toBeLessThanOrEqual(1e-4 * price);
      });
      for (let i = 0; i <= 30; i++)
        for (let j = 0; j <= 30; j++) {
          const at = [i, j].map(
            (step, k) => (bounds[k]?.min ?? 0) + (step / 30) * ((bounds[k]?.max ?? 0) - (bounds[k]?.min ?? 0)),
          );
          const rest = total - at.reduce((a, b) => a + b, 0);
          if (rest < (bounds[2]?.min ?? 0) || rest > (bounds[2]?.max ?? 0)) continue;
          expect(worth([...at, rest])).toBeLessThanOrEqual(worth(spend) + 1e-9);
        }
    }
  });

  it("spends the whole budget also on flat curves that bring nothing", () => {
    const flat = { value: () => 0, slope: () => 0 };
    const { spend } = waterFill(
      [flat, flat],
      [
        { min: 0, max: 6, relaxed: null },
        { min: 1, max: 9, relaxed: null },
      ],
      10,
    );
    expect(spend.reduce((a, b) => a + b, 0)).toBeCloseTo(10, 12);
  });
});

describe("bounds", () => {
  it("are ± 30 % of plan within the shares", () => {
    const channels = [logChannel("a", "100", 1), logChannel("b", "900", 1)];
    expect(channelBounds(channels, [100, 900], 1_000, LIMITS)).toEqual([
      { min: 70, max: 130, relaxed: null },
      { min: 630, max: 630, relaxed: "max_share of b relaxed to 0.6300" },
    ]);
  });

  it("a share gives way to the change limit, by as little as needed and by name", () => {
    const [small] = channelBounds([logChannel("a", "20", 1)], [20], 1_000, LIMITS);
    expect(small).toEqual({ min: 26, max: 26, relaxed: "min_share of a relaxed to 0.0260" });
  });

  it("a channel without spend stays without, a held one stays", () => {
    const channels = [logChannel("zero", "0", 5), logChannel("held", "50", 5, "collinear")];
    expect(channelBounds(channels, [0, 50], 50, LIMITS)).toEqual([
      { min: 0, max: 0, relaxed: null },
      { min: 50, max: 50, relaxed: null },
    ]);
  });

  it("name the smallest relaxation where no plan fits", () => {
    const two = [logChannel("a", "50", 1), logChannel("b", "50", 1)];
    const shares = { bounds: 0.3, min_share: 0, max_share: 0.4 };
    expect(infeasibility(two, [5_000_000, 5_000_000], 10_000_000, shares)).toBe("max_share 0.4 must be at least 0.5");
    expect(infeasibility(two, [50, 50], 100, LIMITS)).toBeNull();
  });
});

describe("rounding", () => {
  it("goes to the largest remainders and never over a ceiling", () => {
    expect(roundToTotal([33.4, 33.3, 33.3], 100, [99, 99, 99])).toEqual([34, 33, 33]);
    expect(roundToTotal([33.4, 33.3, 33.3], 100, [33, 99, 99])).toEqual([33, 34, 33]);
    expect(() => roundToTotal([5.5, 5.5], 11, [5, 5])).toThrow("expected ceilings that reach 11");
  });

  it("uses each currency's own unit", () => {
    expect(["USD", "JPY", "KWD", "XXX", null].map(minorUnitDigits)).toEqual([2, 0, 3, 2, 2]);
    expect(toMinorUnits("12.345", 2)).toBe(1235n);
    expect(toMinorUnits("-12.345", 2)).toBe(-1235n);
    expect(toMinorUnits("12.5", 0)).toBe(13n);
  });

  it("keeps held channels and scales the others by one factor", () => {
    const channels = [logChannel("h", "60", 1, "collinear"), logChannel("a", "40", 1), logChannel("b", "100", 1)];
    expect(unchangedPlan(channels, 1.1, 0)).toEqual({ total: 220, spend: [60, 46, 114] });
    expect(unchangedPlan([logChannel("h", "60", 1, "collinear")], 1.1, 0)).toBeNull();
  });
});
