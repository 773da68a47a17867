import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { correlation, dot, mean } from "../../../../functions/models/numeric/columns.ts";
import { coordinateDescent } from "../../../../functions/models/numeric/coordinate-descent.ts";
import { leastSquares, projectOut, qr } from "../../../../functions/models/numeric/qr.ts";
import { createRandom } from "../../../../functions/models/numeric/random.ts";

interface Reference {
  readonly x: readonly (readonly number[])[];
  readonly y: readonly number[];
  readonly cases: readonly {
    readonly l1_ratio: number;
    readonly lambda: number;
    readonly positive: boolean;
    readonly coefficients: readonly number[];
  }[];
  readonly ordinary: { readonly intercept: number; readonly coefficients: readonly number[] };
}

const reference: Reference = JSON.parse(
  readFileSync(new URL("../../../reference/penalised_regression.json", import.meta.url), "utf8"),
);
const y = Float64Array.from(reference.y);
const columns = reference.x[0]?.map((_, j) => Float64Array.from(reference.x, (row) => row[j] as number)) ?? [];

function momentsOf(x: readonly Float64Array[], target: Float64Array) {
  const rows = target.length;
  return {
    gram: x.map((a) => Float64Array.from(x, (b) => dot(a, b) / rows)),
    moments: x.map((column) => dot(column, target) / rows),
  };
}

describe("coordinateDescent", () => {
  const centre = mean(y);
  const problem = momentsOf(
    columns,
    y.map((value) => value - centre),
  );

  it.each(reference.cases)("equals scikit-learn at λ $lambda, ρ $l1_ratio, positive $positive", (one) => {
    const floor = columns.map(() => (one.positive ? 0 : Number.NEGATIVE_INFINITY));
    const solution = coordinateDescent(
      { ...problem, lambda: one.lambda, l1Ratio: one.l1_ratio, floor },
      undefined,
      1e-11,
    );
    expect(solution.converged).toBe(true);
    one.coefficients.forEach((expected, j) => {
      expect(solution.values[j]).toBeCloseTo(expected, 7);
    });
  });

  it("gives the closed form of one standardised column", () => {
    const one = { gram: [Float64Array.of(1)], moments: [0.5], floor: [Number.NEGATIVE_INFINITY] };
    expect(coordinateDescent({ ...one, lambda: 0.1, l1Ratio: 1 }).values[0]).toBeCloseTo(0.4, 12);
    expect(coordinateDescent({ ...one, lambda: 1, l1Ratio: 0 }).values[0]).toBeCloseTo(0.25, 12);
  });

  it("is the optimum: no small step of any coordinate lowers the objective, over random problems", () => {
    const random = createRandom(11, "problems");
    for (let trial = 0; trial < 50; trial++) {
      const x = Array.from({ length: 4 }, () => Float64Array.from({ length: 30 }, () => random.normal()));
      const { gram, moments } = momentsOf(
        x,
        Float64Array.from({ length: 30 }, () => random.normal()),
      );
      const lambda = random.uniform();
      const l1Ratio = random.uniform();
      const floor = [0, 0, -0.1, Number.NEGATIVE_INFINITY];
      const cost = [0, 0.1 * random.uniform(), 0, 0];
      const { values, kktResidual } = coordinateDescent({ gram, moments, lambda, l1Ratio, floor, cost });
      expect(kktResidual).toBeLessThanOrEqual(1e-8);
      const objective = (d: Float64Array): number =>
        d.reduce((total, value, j) => {
          const quadratic = (value * dot(gram[j] as Float64Array, d)) / 2;
          const penalty = lambda * (l1Ratio * Math.abs(value) + ((1 - l1Ratio) / 2) * value ** 2);
          return total + quadratic - (moments[j] as number) * value + (cost[j] as number) * value + penalty;
        }, 0);
      values.forEach((value, j) => {
        for (const step of [-1e-3, 1e-3]) {
          const moved = values.slice();
          moved[j] = Math.max(floor[j] as number, value + step);
          expect(objective(moved)).toBeGreaterThanOrEqual(objective(values) - 1e-12);
        }
      });
    }
  });
});

describe("qr", () => {
  it("least squares with an intercept equals scikit-learn", () => {
    const design = [new Float64Array(y.length).fill(1), ...columns];
    const weights = leastSquares(qr(design), y, design.length);
    expect(weights[0]).toBeCloseTo(reference.ordinary.intercept, 10);
    reference.ordinary.coefficients.forEach((expected, j) => {
      expect(weights[j + 1]).toBeCloseTo(expected, 9);
    });
  });

  it("drops columns that earlier ones explain and gives them no weight", () => {
    const ones = Float64Array.of(1, 1, 1, 1);
    const trend = Float64Array.of(0, 1, 2, 3);
    const both = trend.map((value) => 2 * value + 3);
    const decomposition = qr([ones, both, trend, new Float64Array(4)]);
    expect(decomposition.kept).toEqual([0, 1]);
    const weights = leastSquares(decomposition, Float64Array.of(3, 5, 7, 9), 4);
    expect(weights.map((weight) => Math.round(weight * 1e9) / 1e9)).toEqual([0, 1, 0, 0]);
  });

  it("what is projected out is at right angles to every column, also of nearly equal ones", () => {
    const random = createRandom(3, "qr");
    const base = Float64Array.from({ length: 50 }, () => 1e6 * random.normal());
    const nearly = base.map((value) => value + random.normal());
    const rest = projectOut(
      qr([base, nearly]),
      Float64Array.from({ length: 50 }, () => random.normal()),
    );
    for (const column of [base, nearly]) expect(Math.abs(correlation(column, rest) ?? 0)).toBeLessThan(0.2);
    expect(Math.abs(dot(base, rest)) / Math.sqrt(dot(base, base))).toBeLessThan(1e-10);
  });

  it("refuses columns of unequal length", () => {
    expect(() => qr([new Float64Array(3).fill(1), new Float64Array(2).fill(1)])).toThrow(
      "expected finite columns of 3",
    );
  });
});
