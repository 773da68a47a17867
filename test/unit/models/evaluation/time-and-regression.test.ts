import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { regressionMetrics } from "../../../../functions/models/evaluation/regression-metrics.ts";
import { rollingOrigin, timeSeriesSplit } from "../../../../functions/models/evaluation/time-splits.ts";

const reference: { readonly time_series_split: Readonly<Record<string, readonly (readonly number[])[]>> } = JSON.parse(
  readFileSync(new URL("../../../reference/penalised_regression.json", import.meta.url), "utf8"),
);

describe("time splits", () => {
  it("are those of scikit-learn's TimeSeriesSplit(5)", () => {
    for (const [periods, splits] of Object.entries(reference.time_series_split))
      expect(timeSeriesSplit(Number(periods)).map(({ trainEnd, testEnd }) => [trainEnd, testEnd])).toEqual(splits);
  });

  it("give none where there are fewer periods than blocks", () => {
    expect(timeSeriesSplit(5)).toEqual([]);
  });

  it("roll the origin back from the end and keep only those with enough to learn from", () => {
    expect(rollingOrigin({ periods: 100, folds: 5, horizon: 14, minimumTrain: 60 })).toEqual([
      { trainEnd: 72, testEnd: 86 },
      { trainEnd: 86, testEnd: 100 },
    ]);
  });
});

describe("regression metrics", () => {
  it("equal those computed by hand", () => {
    const metrics = regressionMetrics([1, 2, 3], [1, 2, 4]);
    expect(metrics).toEqual({
      n: 3,
      r2: 0.5,
      rmse: Math.sqrt(1 / 3),
      mae: 1 / 3,
      nrmse: Math.sqrt(1 / 3) / 2,
      mape: 1 / 9,
      wmape: 1 / 6,
      durbinWatson: 1,
    });
  });

  it("are null where they have no meaning, never NaN", () => {
    expect(regressionMetrics([0, 0], [0, 0])).toMatchObject({
      r2: null,
      nrmse: null,
      mape: null,
      wmape: null,
      durbinWatson: null,
    });
    expect(regressionMetrics([0, 2], [1, 1]).mape).toBeNull();
  });

  it("refuse nothing to compare", () => {
    expect(() => regressionMetrics([], [])).toThrow("expected as many predictions");
  });
});
