import { describe, expect, it } from "vitest";
import { bootstrapLimits } from "../../../../functions/models/evaluation/bootstrap.ts";
import { classificationMetrics, gainAt } from "../../../../functions/models/evaluation/classification-metrics.ts";
import { bestF1Threshold, confusionAt, costThreshold } from "../../../../functions/models/evaluation/confusion.ts";
import { classificationCurves } from "../../../../functions/models/evaluation/curves.ts";
import { expandingFolds, splitByTime } from "../../../../functions/models/evaluation/folds.ts";
import {
  detectableAuc,
  monthCodes,
  rankingPValue,
  refitPValue,
} from "../../../../functions/models/evaluation/permutation.ts";
import { cuts, rocAuc } from "../../../../functions/models/evaluation/ranking.ts";
import { createRandom } from "../../../../functions/models/numeric/random.ts";

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

describe("splits", () => {
  const time = Float64Array.from(range(100));

  it("test on the last fifth and train on windows that closed before it", () => {
    const { train, test } = splitByTime(time, Int32Array.from(range(100)), 10);
    expect([...test]).toEqual(range(20).map((i) => 80 + i));
    expect([...train]).toEqual(range(71));
  });

  it("keep a person on one side, and rows of one instant together", () => {
    const person = Int32Array.from(range(100), (i) => i % 70);
    const { train, test } = splitByTime(time, person, 0);
    const tested = new Set(Array.from(test, (row) => person[row]));
    expect([...train].some((row) => tested.has(person[row]))).toBe(false);
    const tied = splitByTime(
      Float64Array.from(range(100), (i) => (i < 60 ? 0 : 1)),
      Int32Array.from(range(100)),
      0,
    );
    expect(tied.test.length).toBe(40);
  });

  it("walk forward: every fold is tested on what comes after its training, purged by the horizon", () => {
    const folds = expandingFolds(time, Int32Array.from(range(100)), 5, 5);
    expect(folds).toHaveLength(5);
    expect(folds.flatMap(({ test }) => [...test]).toSorted((a, b) => a - b)).toEqual(range(84).map((i) => i + 16));
    for (const { train, test } of folds) expect(Math.max(...train) + 5).toBeLessThanOrEqual(Math.min(...test));
  });
});

describe("limits by resampling persons", () => {
  it("are those of the mean of 100 coin tosses: .5 ± 1.645 × .05", () => {
    const y = Float64Array.from(range(100), (i) => i % 2);
    const limits = bootstrapLimits(Int32Array.from(range(100)), 2000, createRandom(1, "b"), (weights) => ({
      mean: y.reduce((sum, value, i) => sum + value * (weights[i] as number), 0) / 100,
    }));
    expect(limits.mean?.low).toBeCloseTo(0.418, 1);
    expect(limits.mean?.high).toBeCloseTo(0.582, 1);
  });

  it("are wider where rows of one person say the same", () => {
    const y = Float64Array.from(range(400), (i) => Math.floor(i / 4) % 2);
    const width = (person: Int32Array): number => {
      const { mean } = bootstrapLimits(person, 400, createRandom(2, "b"), (weights) => ({
        mean: y.reduce((sum, value, i) => sum + value * (weights[i] as number), 0) / weights.reduce((a, b) => a + b, 0),
      }));
      return (mean?.high as number) - (mean?.low as number);
    };
    expect(width(Int32Array.from(range(400), (i) => Math.floor(i / 4)))).toBeGreaterThan(
      1.6 * width(Int32Array.from(range(400))),
    );
  });

  it("are absent for a metric that most draws do not define", () => {
    expect(bootstrapLimits(Int32Array.of(0, 1), 50, createRandom(3, "b"), () => ({ nothing: null }))).toEqual({});
  });
});

describe("tests for a signal", () => {
  const random = createRandom(4, "scores");
  const y = Float64Array.from(range(400), (i) => (i % 4 === 0 ? 1 : 0));
  const noise = range(400).map(() => random.uniform());
  const months = Int32Array.from(range(400), (i) => Math.floor(i / 100));

  it("find a ranking that works, and none in noise", () => {
    const good = noise.map((score, i) => score + 0.5 * (y[i] as number));
    expect(rankingPValue(y, good, months, 999, createRandom(1, "p"))).toBe(1 / 1000);
    expect(rankingPValue(y, noise, months, 999, createRandom(1, "p"))).toBeGreaterThan(0.05);
    expect(
      rankingPValue(
        y.map(() => 1),
        noise,
        months,
        99,
        createRandom(1, "p"),
      ),
    ).toBeNull();
  });

  it("do not take a trend of the base rate over months for a ranking of leads", () => {
    const trending = Float64Array.from(range(400), (i) => (i % 10 < 2 * (months[i] as number) ? 1 : 0));
    const byMonth = Array.from(months);
    expect(rocAuc(trending, byMonth)).toBeGreaterThan(0.7);
    expect(rankingPValue(trending, byMonth, months, 199, createRandom(1, "p"))).toBe(1);
    expect(rankingPValue(trending, byMonth, new Int32Array(400), 199, createRandom(1, "p"))).toBe(1 / 200);
  });

  it("call at most 3 % of 200 noise sets a signal", () => {
    const noiseRandom = createRandom(9, "noise sets");
    const pValues = range(200).map((set) => {
      const labels = Float64Array.from(range(150), () => (noiseRandom.uniform() < 0.2 ? 1 : 0));
      const scores = range(150).map(() => noiseRandom.uniform());
      return rankingPValue(labels, scores, new Int32Array(150), 499, createRandom(set, "p")) as number;
    });
    expect(pValues.filter((p) => p < 0.01).length).toBeLessThanOrEqual(6);
    expect(pValues.filter((p) => p < 0.5).length / 200).toBeCloseTo(0.5, 0);
  });

  it("repeat the whole fit where that is asked, and count a refused fit for chance", () => {
    const good = noise.map((score, i) => score + 0.5 * (y[i] as number));
    expect(refitPValue(y, months, 99, createRandom(1, "p"), (labels) => rocAuc(labels, good))).toBe(1 / 100);
    expect(refitPValue(y, months, 9, createRandom(1, "p"), (labels) => (labels === y ? 0.9 : null))).toBe(1);
  });

  it("know what they would have found: 50 of 500 → .5 + 3.17 √(501 / (12 · 50 · 450))", () => {
    expect(detectableAuc(50, 450)).toBeCloseTo(0.5 + 3.17 * Math.sqrt(501 / 270_000), 12);
    expect(detectableAuc(0, 10)).toBeNull();
    expect([...monthCodes(Float64Array.of(0, 31 * 86_400))]).toEqual([23_640, 23_641]);
  });
});

describe("calling leads", () => {
  const y = [1, 1, 0, 0, 0];
  const p = [0.9, 0.4, 0.6, 0.2, 0.1];

  it("counts by hand: at .5 two are called, one rightly", () => {
    expect(confusionAt(y, p, 0.5)).toEqual({ accuracy: 3 / 5, precision: 1 / 2, recall: 1 / 2, f1: 1 / 2 });
    expect(confusionAt(y, p, 0.95)).toEqual({ accuracy: 3 / 5, precision: null, recall: 0, f1: 0 });
    expect(confusionAt([0], [0.1], 0.5)).toEqual({ accuracy: 1, precision: null, recall: null, f1: null });
  });

  it("finds the threshold of the best F1, and the one that costs ask for", () => {
    expect(bestF1Threshold(y, p)).toBe(0.4);
    expect(bestF1Threshold([0, 0], [0.1, 0.2])).toBeNull();
    expect(costThreshold(1, 9)).toBe(0.1);
  });

  it("gains: the best 20 % hold half of the conversions", () => {
    expect(gainAt(cuts(y, p), 0.2)).toBe(0.5);
    expect(gainAt(cuts(y, p), 0.6)).toBe(1);
    expect(gainAt(cuts(y, p), 0)).toBe(0);
    expect(gainAt([], 0.5)).toBeNull();
  });

  it("measures with limits around the value, and draws curves from corner to corner", () => {
    const random = createRandom(5, "calls");
    const scores = Float64Array.from(range(300), () => random.uniform());
    const labels = scores.map((score) => (random.uniform() < score ? 1 : 0));
    const rows = { y: labels, person: Int32Array.from(range(300)), scores, probabilities: scores };
    const measured = classificationMetrics(rows, 0.5, createRandom(6, "limits"));
    for (const { metric, value, low, high } of measured.filter((row) => row.low !== undefined)) {
      expect(low as number, metric).toBeLessThanOrEqual(value);
      expect(high as number, metric).toBeGreaterThanOrEqual(value);
    }
    const curves = classificationCurves(rows);
    const ends = (curve: string) => curves.filter((point) => point.curve === curve);
    expect(ends("roc")[0]).toMatchObject({ x: 0, y: 0 });
    expect(ends("roc").at(-1)).toMatchObject({ x: 1, y: 1 });
    expect(ends("gain")).toHaveLength(11);
    expect(ends("calibration").reduce((sum, { n }) => sum + n, 0)).toBe(300);
  });
});
