import { gainAt, type ScoredRows } from "./classification-metrics.ts";
import { calibrationBins } from "./probability-loss.ts";
import { cuts } from "./ranking.ts";

/** A point of a curve: n rows stand behind it. */
export interface CurvePoint {
  readonly curve: "roc" | "calibration" | "gain";
  readonly bin: number;
  readonly x: number;
  readonly y: number;
  readonly n: number;
}

const ROC_POINTS = 50;
const DECILES = 10;

/**
 * What a chart of a classifier needs: roc (false-positive rate, true-positive rate; at most 50 points and both ends), calibration
 * (mean probability, observed rate; 10 equal-count bins), gain (share of leads contacted, share of conversions among them; deciles).
 */
export function classificationCurves({ y, scores, probabilities }: Omit<ScoredRows, "person">): readonly CurvePoint[] {
  const all = cuts(y, scores);
  const last = all.at(-1);
  if (last === undefined || last.truePositives === 0 || last.falsePositives === 0) return [];
  const step = Math.max(1, Math.ceil(all.length / ROC_POINTS));
  const roc = [
    { truePositives: 0, falsePositives: 0 },
    ...all.filter((_, i) => i % step === 0 || i === all.length - 1),
  ];
  return [
    ...roc.map(({ truePositives, falsePositives }, bin) => ({
      curve: "roc" as const,
      bin,
      x: falsePositives / last.falsePositives,
      y: truePositives / last.truePositives,
      n: truePositives + falsePositives,
    })),
    ...calibrationBins(y, probabilities).map(({ n, meanProbability, observedRate }, bin) => ({
      curve: "calibration" as const,
      bin,
      x: meanProbability,
      y: observedRate,
      n,
    })),
    ...Array.from({ length: DECILES + 1 }, (_, bin) => ({
      curve: "gain" as const,
      bin,
      x: bin / DECILES,
      y: gainAt(all, bin / DECILES) as number,
      n: Math.floor((y.length * bin) / DECILES),
    })),
  ];
}
