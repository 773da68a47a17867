import { timeSeriesSplit } from "../evaluation/time-splits.ts";
import { mean, standardDeviation } from "../numeric/columns.ts";
import type { Design } from "./design.ts";
import { type Penalty, predict, prepareFit } from "./penalised-fit.ts";
import type { MmmSettings } from "./settings.ts";

/** λ from 1e-3 to 1e3, four steps a decade. */
export const LAMBDA_GRID: readonly number[] = Array.from({ length: 25 }, (_, i) => 10 ** (-3 + i / 4));

export const L1_RATIO = { ridge: 0, elastic_net: 0.5, lasso: 1 } as const;

/**
 * The penalty that predicts best what comes later: over TimeSeriesSplit(5) of the first `rows` periods the λ with the least mean squared
 * error, or with `one_standard_error` the largest λ whose error is within one standard error (over folds) of it. Ties: the larger λ.
 */
export function tunePenalty(design: Design, rows: number, usePrior: boolean, settings: MmmSettings): Penalty {
  const l1Ratio = L1_RATIO[settings.model_type];
  const errors = LAMBDA_GRID.map(() => [] as number[]);
  for (const { trainEnd, testEnd } of timeSeriesSplit(rows)) {
    const prepared = prepareFit(design, trainEnd, usePrior);
    const kpi = design.kpi.subarray(0, trainEnd);
    let start: readonly number[] | undefined;
    for (let i = LAMBDA_GRID.length - 1; i >= 0; i--) {
      const fit = prepared.solve(kpi, { lambda: LAMBDA_GRID[i] as number, l1Ratio }, start);
      start = fit.effects;
      const predicted = predict(design, fit);
      let squares = 0;
      for (let t = trainEnd; t < testEnd; t++) squares += ((design.kpi[t] as number) - (predicted[t] as number)) ** 2;
      errors[i]?.push(squares / (testEnd - trainEnd));
    }
  }
  const means = errors.map(mean);
  const best = means.reduce((least, value, i) => (value <= (means[least] as number) ? i : least), 0);
  const ofBest = errors[best] as number[];
  const slack =
    settings.alpha_rule === "one_standard_error" ? standardDeviation(ofBest) / Math.sqrt(ofBest.length - 1) : 0;
  const chosen = means.reduce((last, value, i) => (value <= (means[best] as number) + slack ? i : last), best);
  return { lambda: LAMBDA_GRID[chosen] as number, l1Ratio };
}
