import { orderAscending } from "../numeric/ranks.ts";

/** Probabilities are moved this far from 0 and 1 before a logarithm, as scikit-learn does for float64. */
const SMALLEST = Number.EPSILON;

/** Mean of −ln(probability given to what happened); lower is better, ln 2 = .693 is a coin. NaN without rows is refused. */
export function logLoss(y: ArrayLike<number>, probabilities: ArrayLike<number>): number {
  return meanOver(rowLogLosses(y, probabilities));
}

/** The log loss of each row. */
export function rowLogLosses(y: ArrayLike<number>, probabilities: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: y.length }, (_, i) => {
    const p = Math.min(1 - SMALLEST, Math.max(SMALLEST, probabilities[i] as number));
    return y[i] === 1 ? -Math.log(p) : -Math.log1p(-p);
  });
}

/** Brier score: mean of (probability − outcome)², 0 perfect, base rate × (1 − base rate) when blind. */
export function brierScore(y: ArrayLike<number>, probabilities: ArrayLike<number>): number {
  return meanOver(
    Float64Array.from({ length: y.length }, (_, i) => ((probabilities[i] as number) - (y[i] as number)) ** 2),
  );
}

/** One bin of a calibration curve: how often it came true against how likely it was called. */
export interface CalibrationBin {
  readonly n: number;
  readonly meanProbability: number;
  readonly observedRate: number;
}

/** Leads by ascending probability in `bins` groups of equal count (sizes differ by at most one; fewer groups than rows). */
export function calibrationBins(
  y: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  bins = 10,
): readonly CalibrationBin[] {
  const order = orderAscending(probabilities);
  const count = Math.min(bins, order.length);
  return Array.from({ length: count }, (_, bin) => {
    const rows = order.subarray(
      Math.floor((bin * order.length) / count),
      Math.floor(((bin + 1) * order.length) / count),
    );
    return {
      n: rows.length,
      meanProbability: meanOver(Float64Array.from(rows, (row) => probabilities[row] as number)),
      observedRate: meanOver(Float64Array.from(rows, (row) => y[row] as number)),
    };
  });
}

/** Expected calibration error: Σ (n_bin / n) · |observed rate − mean probability| over 10 equal-count bins; .03 = off by 3 points. */
export function expectedCalibrationError(y: ArrayLike<number>, probabilities: ArrayLike<number>, bins = 10): number {
  const groups = calibrationBins(y, probabilities, bins);
  const total = groups.reduce((sum, group) => sum + group.n, 0);
  if (total === 0) throw new RangeError("expected at least one row, got none");
  return groups.reduce(
    (sum, group) => sum + (group.n / total) * Math.abs(group.observedRate - group.meanProbability),
    0,
  );
}

function meanOver(values: Float64Array): number {
  if (values.length === 0) throw new RangeError("expected at least one row, got none");
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
