import { rocAuc } from "../evaluation/ranking.ts";
import { quantileSorted, sortedKnown } from "../numeric/quantiles.ts";
import { UNKNOWN_CODE } from "./encoders.ts";
import { PERSON_FOLDS, personFold } from "./person-fold.ts";

const BINS = 20;

/**
 * How well one feature alone ranks leads: each row is scored by the mean outcome of its bin (20 quantile bins of a number, the levels
 * of a category, missing apart) in the other folds, and the AUC of those scores is taken. About .5 for noise, whatever its shape.
 * @returns null where only one class is present
 */
export function singleAuc(
  values: Float64Array,
  isCategory: boolean,
  y: Float64Array,
  person: Int32Array,
): number | null {
  const bins = isCategory ? values.map((code) => (Number.isNaN(code) ? UNKNOWN_CODE : code)) : quantileBins(values);
  const scores = new Float64Array(values.length);
  for (let fold = 0; fold < PERSON_FOLDS; fold++) {
    const means = binMeans(bins, y, (row) => personFold(person[row] as number) !== fold);
    for (let row = 0; row < values.length; row++) {
      if (personFold(person[row] as number) === fold) scores[row] = means.byBin.get(bins[row] as number) ?? means.all;
    }
  }
  return rocAuc(y, scores);
}

function quantileBins(values: Float64Array): Float64Array {
  const sorted = sortedKnown(values);
  if (sorted.length === 0) return values.map(() => UNKNOWN_CODE);
  const edges = Array.from({ length: BINS - 1 }, (_, k) => quantileSorted(sorted, (k + 1) / BINS));
  return values.map((value) => (Number.isNaN(value) ? UNKNOWN_CODE : edges.filter((edge) => value > edge).length));
}

function binMeans(bins: Float64Array, y: Float64Array, isUsed: (row: number) => boolean) {
  const sums = new Map<number, { n: number; won: number }>();
  const total = { n: 0, won: 0 };
  for (let row = 0; row < bins.length; row++) {
    if (!isUsed(row)) continue;
    const bin = sums.get(bins[row] as number) ?? { n: 0, won: 0 };
    sums.set(bins[row] as number, bin);
    for (const count of [bin, total]) {
      count.n++;
      count.won += y[row] as number;
    }
  }
  return {
    byBin: new Map([...sums].map(([bin, { n, won }]) => [bin, won / n])),
    all: total.n === 0 ? 0 : total.won / total.n,
  };
}
