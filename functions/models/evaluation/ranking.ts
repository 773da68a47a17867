import { midRanks, orderAscending } from "../numeric/ranks.ts";

/**
 * Chance that a lead that converted is scored above one that did not, ties counting half (ROC-AUC): with R the sum of the
 * converted leads' mid-ranks, AUC = (R − n₁(n₁ + 1)/2) / (n₁n₀). .5 is a coin, 1 perfect.
 * @returns null where only one class is present
 */
export function rocAuc(y: ArrayLike<number>, scores: ArrayLike<number>): number | null {
  requireSameLength(y, scores);
  return aucFromRanks(y, midRanks(scores));
}

/** `rocAuc` from ranks made before: a permutation test ranks once. */
export function aucFromRanks(y: ArrayLike<number>, ranks: Float64Array): number | null {
  let rankSum = 0;
  let positives = 0;
  for (let i = 0; i < ranks.length; i++) {
    if (y[i] !== 1) continue;
    rankSum += ranks[i] as number;
    positives++;
  }
  const negatives = ranks.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** A cut of the ranked leads: everyone scored at least `score`. */
export interface Cut {
  readonly score: number;
  readonly truePositives: number;
  readonly falsePositives: number;
}

/**
 * Every possible cut, from the highest score down; equal scores fall together.
 * @param weights how often each row counts (a bootstrap draw), 1 when absent
 * @param ascending row numbers by ascending score, where the caller has them already
 */
export function cuts(
  y: ArrayLike<number>,
  scores: ArrayLike<number>,
  weights?: ArrayLike<number>,
  ascending?: Uint32Array,
): readonly Cut[] {
  requireSameLength(y, scores);
  const order = ascending ?? orderAscending(scores);
  const result: Cut[] = [];
  let truePositives = 0;
  let falsePositives = 0;
  for (let i = order.length - 1; i >= 0; i--) {
    const row = order[i] as number;
    const weight = weights === undefined ? 1 : (weights[row] as number);
    if (y[row] === 1) truePositives += weight;
    else falsePositives += weight;
    if (i > 0 && scores[order[i - 1] as number] === scores[row]) continue;
    result.push({ score: scores[row] as number, truePositives, falsePositives });
  }
  return result;
}

/** `rocAuc` from cuts: the area under the polygon through (false-positive rate, true-positive rate). */
export function aucOfCuts(all: readonly Cut[]): number | null {
  const last = all.at(-1);
  if (last === undefined || last.truePositives === 0 || last.falsePositives === 0) return null;
  let area = 0;
  let before: Pick<Cut, "truePositives" | "falsePositives"> = { truePositives: 0, falsePositives: 0 };
  for (const cut of all) {
    area += ((cut.falsePositives - before.falsePositives) * (cut.truePositives + before.truePositives)) / 2;
    before = cut;
  }
  return area / (last.truePositives * last.falsePositives);
}

/** Average precision Σ (R_k − R_{k−1}) P_k over the cuts, not interpolated; a blind ranking gives the base rate. Null without a conversion. */
export function averagePrecision(all: readonly Cut[]): number | null {
  const positives = all.at(-1)?.truePositives ?? 0;
  if (positives === 0) return null;
  let sum = 0;
  let before = 0;
  for (const { truePositives, falsePositives } of all) {
    if (truePositives > before)
      sum += ((truePositives - before) / positives) * (truePositives / (truePositives + falsePositives));
    before = truePositives;
  }
  return sum;
}

/** Kolmogorov–Smirnov distance max(TPR − FPR), floored at 0: how far the best cut separates the classes. Null where one class is absent. */
export function ksDistance(all: readonly Cut[]): number | null {
  const last = all.at(-1);
  if (last === undefined || last.truePositives === 0 || last.falsePositives === 0) return null;
  return all.reduce(
    (most, cut) => Math.max(most, cut.truePositives / last.truePositives - cut.falsePositives / last.falsePositives),
    0,
  );
}

function requireSameLength(y: ArrayLike<number>, scores: ArrayLike<number>): void {
  if (y.length !== scores.length)
    throw new RangeError(`expected one score per label (${y.length}), got ${scores.length}`);
}
