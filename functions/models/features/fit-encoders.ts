import { quantileSorted, sortedKnown } from "../numeric/quantiles.ts";
import { type Encoder, UNKNOWN_CODE } from "./encoders.ts";
import type { PreprocessingRules } from "./preprocessing-rules.ts";

/** Median, limits, scale, mean and sd of a number. A column without one known value becomes a constant 0. */
export function fitNumber(values: Float64Array, column: number, rules: PreprocessingRules): Encoder {
  const sorted = sortedKnown(values);
  const known = sorted.length > 0;
  const median = known ? quantileSorted(sorted, 0.5) : 0;
  const low = known && rules.clipShares ? quantileSorted(sorted, rules.clipShares[0]) : Number.NEGATIVE_INFINITY;
  const high = known && rules.clipShares ? quantileSorted(sorted, rules.clipShares[1]) : Number.POSITIVE_INFINITY;
  const filled = values.map((value) => (Number.isNaN(value) ? median : Math.min(high, Math.max(low, value))));
  const isLog =
    rules.logAboveSkewness !== null && filled.every((value) => value >= 0) && skewness(filled) > rules.logAboveSkewness;
  const { mean, sd } = meanAndSd(isLog ? filled.map(Math.log1p) : filled);
  return {
    kind: "number",
    column,
    median,
    // A later negative number has no logarithm.
    low: isLog ? Math.max(0, low) : low,
    high,
    isLog,
    mean,
    sd,
    hasIndicator: rules.missingIndicators && sorted.length < values.length,
  };
}

/** Third central moment over sd³; 0 where all values are equal. */
function skewness(values: Float64Array): number {
  const { mean, sd } = meanAndSd(values);
  return values.reduce((sum, value) => sum + ((value - mean) / sd) ** 3, 0) / values.length;
}

/** A time on a circle; a missing one stands at the mean point of the known ones. */
export function fitCircle(values: Float64Array, column: number, period: number): Encoder {
  const known = sortedKnown(values);
  const meanOf = (wave: (angle: number) => number): number =>
    known.length === 0 ? 0 : known.reduce((sum, value) => sum + wave((2 * Math.PI * value) / period), 0) / known.length;
  return { kind: "circle", column, period, fill: [meanOf(Math.sin), meanOf(Math.cos)] };
}

/** A 0/1 column for each frequent level, missing being the level Unknown, and one for the rare ones together. */
export function fitLevels(values: Float64Array, column: number, rules: PreprocessingRules): Encoder {
  const counts = countCodes(values);
  const least = Math.max(rules.minLevelRows, rules.minLevelShare * values.length);
  const byCode = [...counts].sort(([a], [b]) => a - b);
  const rareCodes = byCode.filter(([, n]) => n < least).map(([code]) => code);
  return {
    kind: "levels",
    column,
    codes: byCode.filter(([, n]) => n >= least).map(([code]) => code),
    hasOther: rareCodes.length > 0,
    unseenIsOther: rules.unseenLevels === "other",
    rareCodes,
  };
}

/** Rows of each code; missing counts as Unknown. */
export function countCodes(values: Float64Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) {
    const code = Number.isNaN(value) ? UNKNOWN_CODE : value;
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return counts;
}

/** Mean and population sd; an sd of 0 (or lost in rounding) is given as 1, so that a constant scales to 0. */
export function meanAndSd(values: Float64Array): { readonly mean: number; readonly sd: number } {
  if (values.length === 0) return { mean: 0, sd: 1 };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return { mean, sd: sd > 1e-12 * Math.max(1, Math.abs(mean)) ? sd : 1 };
}
