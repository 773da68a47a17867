import { AppError } from "../../lib/errors.ts";
import { mean, sum } from "../numeric/columns.ts";

/** How far a prediction was from what came; null where a measure has no meaning for these values. */
export interface RegressionMetrics {
  readonly n: number;
  /** 1 − Σe²/Σ(y−ȳ)²; negative where the mean would have been better; null for a constant y. */
  readonly r2: number | null;
  /** Root mean squared error, unit of y. */
  readonly rmse: number;
  /** Mean absolute error, unit of y. */
  readonly mae: number;
  /** rmse / (max y − min y), as Robyn; null for a constant y. */
  readonly nrmse: number | null;
  /** Mean of |e/y|; null where any y is 0. */
  readonly mape: number | null;
  /** Σ|e| / Σ|y|; null where all y are 0. */
  readonly wmape: number | null;
  /** Σ(e_t − e_{t−1})²/Σe² in 0–4; near 2 the errors of neighbours are unrelated, towards 0 they last; null without error. */
  readonly durbinWatson: number | null;
}

/**
 * Errors of predictions, e = actual − predicted, rows in time order.
 * Example: actual 1, 2, 3 and predicted 1, 2, 4: mae 1/3, rmse √(1/3), r2 0.5, wmape 1/6.
 * @throws AppError without rows or on unequal lengths
 */
export function regressionMetrics(actual: ArrayLike<number>, predicted: ArrayLike<number>): RegressionMetrics {
  if (actual.length === 0 || actual.length !== predicted.length)
    throw new AppError(`expected as many predictions as actual values and at least one, got ${predicted.length}`, {
      kind: "bug",
    });
  const y = Float64Array.from(actual);
  const errors = y.map((value, i) => value - (predicted[i] as number));
  const centre = mean(y);
  const squares = sum(errors.map((error) => error * error));
  const spread = sum(y.map((value) => (value - centre) ** 2));
  const absolute = sum(errors.map(Math.abs));
  const range = y.reduce((a, b) => Math.max(a, b)) - y.reduce((a, b) => Math.min(a, b));
  const rmse = Math.sqrt(squares / y.length);
  const steps = sum(errors.map((error, i) => (i === 0 ? 0 : (error - (errors[i - 1] as number)) ** 2)));
  return {
    n: y.length,
    r2: ratio(spread - squares, spread),
    rmse,
    mae: absolute / y.length,
    nrmse: ratio(rmse, range),
    mape: y.every((value) => value !== 0) ? mean(errors.map((error, i) => Math.abs(error / (y[i] as number)))) : null,
    wmape: ratio(absolute, sum(y.map(Math.abs))),
    durbinWatson: ratio(steps, squares),
  };
}

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
