import { describe, expect, it } from "vitest";
import { calibrate, fitCalibrator } from "../../../../functions/models/evaluation/calibration.ts";
import { fitIsotonic, isotonicRate } from "../../../../functions/models/evaluation/isotonic.ts";
import { fitPlatt, plattProbability } from "../../../../functions/models/evaluation/platt.ts";
import {
  brierScore,
  calibrationBins,
  expectedCalibrationError,
  logLoss,
} from "../../../../functions/models/evaluation/probability-loss.ts";
import {
  aucOfCuts,
  averagePrecision,
  cuts,
  ksDistance,
  rocAuc,
} from "../../../../functions/models/evaluation/ranking.ts";
import { sigmoid } from "../../../../functions/models/numeric/log-odds.ts";
import { reference } from "../lead-reference.ts";

const { metrics } = reference;
const { scores, y } = metrics;
const probabilities = scores.map(sigmoid);

describe("ranking metrics", () => {
  it("are scikit-learn's to 1e-9, ties included", () => {
    expect(rocAuc(y, scores)).toBeCloseTo(metrics.auc, 9);
    expect(averagePrecision(cuts(y, scores))).toBeCloseTo(metrics.average_precision, 9);
    expect(ksDistance(cuts(y, scores))).toBeCloseTo(metrics.ks, 9);
  });

  it("are checkable by head: one of two pairs in order, and ties count half", () => {
    expect(rocAuc([0, 1, 0], [1, 2, 3])).toBe(0.5);
    expect(rocAuc([0, 1], [5, 5])).toBe(0.5);
    expect(aucOfCuts(cuts(y, scores))).toBeCloseTo(metrics.auc, 12);
    expect(averagePrecision(cuts([0, 1, 1], [1, 2, 3]))).toBe(1);
    expect(cuts([0, 1, 1], [1, 2, 2])).toEqual([
      { score: 2, truePositives: 2, falsePositives: 0 },
      { score: 1, truePositives: 2, falsePositives: 1 },
    ]);
  });

  it("are unknown, not zero, where only one class is present", () => {
    expect(rocAuc([1, 1], [1, 2])).toBeNull();
    expect(averagePrecision(cuts([0, 0], [1, 2]))).toBeNull();
    expect(ksDistance([])).toBeNull();
    expect(() => rocAuc([1], [1, 2])).toThrow(RangeError);
  });
});

describe("probability metrics", () => {
  it("are the references' to 1e-9", () => {
    expect(logLoss(y, probabilities)).toBeCloseTo(metrics.log_loss, 9);
    expect(brierScore(y, probabilities)).toBeCloseTo(metrics.brier, 9);
    expect(expectedCalibrationError(y, probabilities)).toBeCloseTo(metrics.ece, 9);
  });

  it("bin leads by equal count: 10 % called twice, one came true", () => {
    expect(calibrationBins([1, 0, 1, 1], [0.1, 0.1, 0.9, 0.9], 2)).toEqual([
      { n: 2, meanProbability: 0.1, observedRate: 0.5 },
      { n: 2, meanProbability: 0.9, observedRate: 1 },
    ]);
    expect(expectedCalibrationError([1, 0, 1, 1], [0.1, 0.1, 0.9, 0.9], 2)).toBeCloseTo(0.25, 12);
    expect(() => brierScore([], [])).toThrow(RangeError);
  });
});

describe("calibration", () => {
  it("the isotonic curve is scikit-learn's, also between and beyond its steps", () => {
    const curve = fitIsotonic(scores, y);
    metrics.isotonic.scores.forEach((score, i) => {
      expect(isotonicRate(curve, score)).toBeCloseTo(metrics.isotonic.rates[i] as number, 9);
    });
    const small = fitIsotonic([1, 2, 3, 4], [0, 1, 0, 1]);
    expect([1, 2, 3, 4].map((score) => isotonicRate(small, score))).toEqual([0, 0.5, 0.5, 1]);
  });

  it("Platt's line is the optimum SciPy finds", () => {
    const line = fitPlatt(scores, y);
    expect(line.slope).toBeCloseTo(metrics.platt.slope, 9);
    expect(line.intercept).toBeCloseTo(metrics.platt.intercept, 9);
  });

  it("Platt's line is flat where all scores are equal and finite where they separate the classes", () => {
    const flat = fitPlatt([2, 2, 2, 2], [1, 0, 0, 0]);
    expect(plattProbability(flat, 2)).toBeCloseTo((2 / 3 + 3 / 5) / 4, 9);
    const separated = fitPlatt([-1, -2, 1, 2], [0, 0, 1, 1]);
    expect(Number.isFinite(separated.slope)).toBe(true);
    expect(() => fitPlatt([1, 2], [1, 1])).toThrow(RangeError);
  });

  it("takes the free curve from 1,000 rows and 100 of the rarer outcome on, else the line", () => {
    const rows = (n: number, positives: number): [number[], number[]] => [
      Array.from({ length: n }, (_, i) => i),
      Array.from({ length: n }, (_, i) => (i >= n - positives ? 1 : 0)),
    ];
    expect(fitCalibrator(...rows(1000, 100)).kind).toBe("isotonic");
    expect(fitCalibrator(...rows(999, 100)).kind).toBe("platt");
    expect(fitCalibrator(...rows(1000, 99)).kind).toBe("platt");
  });

  it("is never certain: 900 rows that were all lost leave the chance of one more row of the average outcome", () => {
    const order = Array.from({ length: 1000 }, (_, i) => i);
    const calibrator = fitCalibrator(
      order,
      order.map((i) => (i >= 900 ? 1 : 0)),
    );
    const [lowest, highest] = calibrate(calibrator, Float64Array.of(-5, 2000));
    expect(lowest).toBeCloseTo(0.1 / 901, 12);
    expect(highest).toBeCloseTo(100.1 / 101, 12);
  });
});
