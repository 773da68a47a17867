import { cuts } from "./ranking.ts";

/** How calling every lead from a threshold on "will convert" turns out; a rate is null where nothing stands under its line. */
export interface Confusion {
  /** Share called right. */
  readonly accuracy: number | null;
  /** Of those called, the share that converted. */
  readonly precision: number | null;
  /** Of those that converted, the share called. */
  readonly recall: number | null;
  /** Harmonic mean of precision and recall: 2TP / (2TP + FP + FN). */
  readonly f1: number | null;
}

/** Counts at `probability ≥ threshold`; `weights` say how often each row counts. */
export function confusionAt(
  y: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  threshold: number,
  weights?: ArrayLike<number>,
): Confusion {
  const count = { tp: 0, fp: 0, fn: 0, tn: 0 };
  for (let i = 0; i < y.length; i++) {
    const weight = weights === undefined ? 1 : (weights[i] as number);
    const isCalled = (probabilities[i] as number) >= threshold;
    if (y[i] === 1) count[isCalled ? "tp" : "fn"] += weight;
    else count[isCalled ? "fp" : "tn"] += weight;
  }
  const { tp, fp, fn, tn } = count;
  return {
    accuracy: share(tp + tn, tp + fp + fn + tn),
    precision: share(tp, tp + fp),
    recall: share(tp, tp + fn),
    f1: share(2 * tp, 2 * tp + fp + fn),
  };
}

/** The threshold whose F1 is best; of equal ones the highest. Null without a conversion. */
export function bestF1Threshold(y: ArrayLike<number>, probabilities: ArrayLike<number>): number | null {
  const all = cuts(y, probabilities);
  const positives = all.at(-1)?.truePositives ?? 0;
  let best: { readonly f1: number; readonly threshold: number } | null = null;
  for (const { score, truePositives, falsePositives } of all) {
    const f1 = (2 * truePositives) / (positives + truePositives + falsePositives);
    if (truePositives > 0 && (best === null || f1 > best.f1)) best = { f1, threshold: score };
  }
  return best?.threshold ?? null;
}

/**
 * The threshold that costs least where calling a lead in vain costs `falseAlarmCost` and missing one `missCost`:
 * a call pays from p · missCost ≥ (1 − p) · falseAlarmCost on, that is p ≥ falseAlarmCost / (falseAlarmCost + missCost).
 */
export function costThreshold(falseAlarmCost: number, missCost: number): number {
  return falseAlarmCost / (falseAlarmCost + missCost);
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
