import { type RegressionMetrics, regressionMetrics } from "../evaluation/regression-metrics.ts";
import { rollingOrigin } from "../evaluation/time-splits.ts";
import { seasonalNaive, withoutMedia } from "./benchmarks.ts";
import { bootstrapFits } from "./block-bootstrap.ts";
import type { Grain } from "./contract.ts";
import type { Design } from "./design.ts";
import { intervalOf } from "./interval.ts";
import { type Penalty, predict, prepareFit } from "./penalised-fit.ts";

/** How well the model did on one part of the periods. */
export interface SplitPerformance {
  /** all, train, test, fold_1 … */
  readonly split: string;
  readonly metrics: RegressionMetrics;
  /** Share of the KPI inside the 90 % predictive interval; null where none was made. */
  readonly coverage90: number | null;
  readonly wmapeSeasonalNaive: number | null;
  readonly wmapeNoMedia: number | null;
}

export interface HeldOut {
  readonly performance: SplitPerformance;
  readonly trainEnd: number;
  readonly predicted: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

export interface EvaluationOptions {
  readonly design: Design;
  readonly penalty: Penalty;
  readonly usePrior: boolean;
  readonly grain: Grain;
  readonly seed: number;
}

/** Learns from the first `trainEnd` periods and is tested on all later ones, beside both benchmarks, with a predictive interval. */
export function evaluateHeldOut(options: EvaluationOptions, trainEnd: number): HeldOut {
  const { design, penalty, usePrior, grain, seed } = options;
  const { kpi } = design;
  const fit = prepareFit(design, trainEnd, usePrior).solve(kpi.subarray(0, trainEnd), penalty);
  const predicted = predict(design, fit).subarray(trainEnd);
  const draws = bootstrapFits({ design, rows: trainEnd, usePrior, fit, penalty, grain, seed, stream: "held out" });
  const bands = Array.from(predicted, (value, i) =>
    intervalOf(
      value,
      draws.map(({ predictive }) => predictive[trainEnd + i] as number),
    ),
  );
  const actual = kpi.subarray(trainEnd);
  const inside = bands.filter(
    ({ low, high }, i) => low <= (actual[i] as number) && (actual[i] as number) <= high,
  ).length;
  return {
    performance: {
      ...forecastPerformance(options, "test", trainEnd, kpi.length, predicted),
      coverage90: inside / bands.length,
    },
    trainEnd,
    predicted,
    low: Float64Array.from(bands, ({ low }) => low),
    high: Float64Array.from(bands, ({ high }) => high),
  };
}

/** Rolling origin: up to 5 forecasts of 13 weeks or 14 days, as many as leave twice as many periods to learn from as there are columns. */
export function evaluateRolling(options: EvaluationOptions): SplitPerformance[] {
  const { design, penalty, usePrior, grain } = options;
  const columns = design.fixed.length + design.effects.length;
  const splits = rollingOrigin({
    periods: design.kpi.length,
    folds: 5,
    horizon: grain === "week" ? 13 : 14,
    minimumTrain: 2 * columns,
  });
  return splits.map(({ trainEnd, testEnd }, i) => {
    const fit = prepareFit(design, trainEnd, usePrior).solve(design.kpi.subarray(0, trainEnd), penalty);
    return forecastPerformance(
      options,
      `fold_${i + 1}`,
      trainEnd,
      testEnd,
      predict(design, fit).subarray(trainEnd, testEnd),
    );
  });
}

function forecastPerformance(
  { design, grain }: EvaluationOptions,
  split: string,
  trainEnd: number,
  testEnd: number,
  predicted: Float64Array,
): SplitPerformance {
  const actual = design.kpi.subarray(trainEnd, testEnd);
  return {
    split,
    metrics: regressionMetrics(actual, predicted),
    coverage90: null,
    wmapeSeasonalNaive: regressionMetrics(actual, seasonalNaive(design.kpi, trainEnd, testEnd, grain)).wmape,
    wmapeNoMedia: regressionMetrics(actual, withoutMedia(design, trainEnd, testEnd)).wmape,
  };
}
