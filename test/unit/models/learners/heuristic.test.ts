import { describe, expect, it } from "vitest";
import type { Column, Dataset } from "../../../../functions/models/features/dataset.ts";
import { heuristicLearner } from "../../../../functions/models/learners/heuristic.ts";
import type { Fitted } from "../../../../functions/models/learners/learner.ts";
import { logit, sigmoid } from "../../../../functions/models/numeric/log-odds.ts";
import { fromRows } from "../../../../functions/models/numeric/matrix.ts";
import { createRandom } from "../../../../functions/models/numeric/random.ts";
import { isRefusal } from "../../../../functions/models/readiness/refusal.ts";

const column = (feature: string, kind: Column["kind"] = "number"): Column => ({
  name: feature,
  feature,
  group: "other",
  kind,
  knownAt: "created",
  levels: ["a", "b", "c"],
});

function learn(columns: readonly Column[], rows: readonly (readonly number[])[], y: readonly number[]): Fitted {
  const data: Dataset = {
    x: fromRows(rows),
    columns,
    y: Float64Array.from(y),
    time: new Float64Array(y.length),
    person: Int32Array.from(y.keys()),
  };
  const fitted = heuristicLearner.fit(data, createRandom(1, "unused"));
  if (isRefusal(fitted)) throw new Error(fitted.detail);
  return fitted;
}

const one = (fitted: Fitted, row: readonly number[]): number => fitted.score(fromRows([row]))[0] as number;

describe("the heuristic", () => {
  it("shrinks the source's rate: 30 of 50 won where 20 % win is (30 + 50 × .2) / 100 = 40 %", () => {
    const rows = Array.from({ length: 200 }, (_, i) => [i < 50 ? 0 : 1]);
    const y = rows.map((_, i) => (i < 30 || i >= 190 ? 1 : 0));
    const fitted = learn([column("source", "category")], rows, y);
    expect(sigmoid(one(fitted, [0]))).toBeCloseTo(0.4, 12);
    expect(sigmoid(one(fitted, [2]))).toBeCloseTo(0.2, 12);
  });

  it("shrinks a source within its campaign within its project", () => {
    const rows = Array.from({ length: 100 }, (_, i) => [i % 2, 0, 0]);
    const y = rows.map((_, i) => (i % 4 === 0 ? 1 : 0));
    const fitted = learn(
      [column("source", "category"), column("campaign", "category"), column("project", "category")],
      rows,
      y,
    );
    // Project and campaign hold all rows, so only the source moves the base rate of 25 %: 25 of 50 won.
    expect(sigmoid(one(fitted, [0, 0, 0]))).toBeCloseTo((25 + 50 * 0.25) / 100, 12);
  });

  it("adds half for a fast first change, takes half for none in 14 days and for an expensive campaign", () => {
    const columns = [column("hours_to_first_change"), column("lead_age_hours"), column("campaign_cpl_to_median")];
    const rows = Array.from({ length: 40 }, (_, i) => [i + 1, 24, 1]);
    const fitted = learn(
      columns,
      rows,
      rows.map((_, i) => i % 2),
    );
    expect(one(fitted, [5, 24, 1])).toBe(0.5);
    expect(one(fitted, [30, 24, 1])).toBe(0);
    expect(one(fitted, [Number.NaN, 24, 1])).toBe(0);
    expect(one(fitted, [Number.NaN, 14 * 24, 1])).toBe(-0.5);
    expect(one(fitted, [30, 24, 1.51])).toBe(-0.5);
    expect(one(fitted, [30, 24, Number.NaN])).toBe(0);
  });

  it("explains its score: base rate and steps add up", () => {
    const rows = Array.from({ length: 60 }, (_, i) => [i % 3]);
    const fitted = learn(
      [column("source", "category")],
      rows,
      rows.map((_, i) => (i % 6 === 0 ? 1 : 0)),
    );
    const parts = fitted.contributions(fromRows([[0]])).data;
    expect(parts[1]).toBeCloseTo(logit(1 / 6), 12);
    expect((parts[0] as number) + (parts[1] as number)).toBeCloseTo(one(fitted, [0]), 12);
  });

  it("stays finite where nobody was won yet", () => {
    const fitted = learn([column("source", "category")], [[0], [1]], [0, 0]);
    expect(Number.isFinite(one(fitted, [0]))).toBe(true);
  });
});
