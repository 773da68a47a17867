import { describe, expect, it } from "vitest";
import { logit, sigmoid, softplus } from "../../../../functions/models/numeric/log-odds.ts";
import { median, quantileSorted, sortedKnown } from "../../../../functions/models/numeric/quantiles.ts";
import { midRanks, spearman } from "../../../../functions/models/numeric/ranks.ts";
import { reference } from "../lead-reference.ts";

const { metrics } = reference;

describe("order statistics", () => {
  it("quantiles are NumPy's", () => {
    const sorted = sortedKnown(metrics.scores);
    metrics.quantiles.shares.forEach((share, i) => {
      expect(quantileSorted(sorted, share)).toBeCloseTo(metrics.quantiles.values[i] as number, 12);
    });
  });

  it("the median leaves missing values out and is null where nothing is known", () => {
    expect(median([Number.NaN, 3, 1, 2, 10])).toBe(2.5);
    expect(median([Number.NaN])).toBeNull();
  });

  it("mid-ranks and Spearman's correlation are SciPy's", () => {
    expect([...midRanks(metrics.scores)]).toEqual(metrics.mid_ranks);
    expect(spearman(metrics.scores, metrics.y)).toBeCloseTo(metrics.spearman_with_y, 12);
  });

  it("Spearman's correlation ignores rows with a missing side and is null for a constant", () => {
    expect(spearman([1, 2, 3, Number.NaN], [10, 20, 30, -5])).toBe(1);
    expect(spearman([1, 1, 1], [1, 2, 3])).toBeNull();
  });

  it("log odds and probabilities undo each other far out and never overflow", () => {
    for (const z of [-30, -1, 0, 0.5, 30]) expect(logit(sigmoid(z))).toBeCloseTo(z, z > 20 ? 2 : 9);
    expect(sigmoid(-1000)).toBe(0);
    expect(softplus(1000)).toBe(1000);
    expect(softplus(-1000)).toBe(0);
    expect(softplus(0)).toBeCloseTo(Math.LN2, 15);
  });
});
