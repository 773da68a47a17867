import type { Random } from "../numeric/random.ts";
import { orderAscending } from "../numeric/ranks.ts";
import { bootstrapLimits, type Limits } from "./bootstrap.ts";
import { confusionAt } from "./confusion.ts";
import { expectedCalibrationError, rowLogLosses } from "./probability-loss.ts";
import { aucOfCuts, averagePrecision, cuts, ksDistance } from "./ranking.ts";

/** Rows a model has not seen, with its raw scores (for ranks) and calibrated probabilities. */
export interface ScoredRows {
  readonly y: Float64Array;
  readonly person: Int32Array;
  readonly scores: Float64Array;
  readonly probabilities: Float64Array;
}

export type MetricName =
  | "roc_auc"
  | "average_precision"
  | "ks"
  | "log_loss"
  | "brier"
  | "accuracy"
  | "accuracy_of_majority"
  | "precision"
  | "recall"
  | "f1"
  | "precision_at_best_f1"
  | "recall_at_best_f1"
  | "f1_at_best_f1"
  | "top_decile_gain";

export interface Measured extends Partial<Limits> {
  readonly metric: MetricName | "ece";
  readonly value: number;
}

const DRAWS = 500;

/**
 * Every metric of a classifier; one that is not defined has no row.
 * @param bestThreshold the probability whose F1 was best out of fold; null where there was none
 * @param random for 90 % limits from 500 draws of persons; null gives none
 */
export function classificationMetrics(
  rows: ScoredRows,
  bestThreshold: number | null,
  random: Random | null,
): readonly Measured[] {
  const measure = weightedMetrics(rows, bestThreshold);
  const limits = random === null ? {} : bootstrapLimits(rows.person, DRAWS, random, measure);
  const values = measure(new Float64Array(rows.y.length).fill(1));
  const measured = (Object.keys(values) as MetricName[]).flatMap((metric): Measured[] => {
    const value = values[metric];
    return value === null ? [] : [{ metric, value, ...limits[metric] }];
  });
  return [...measured, { metric: "ece", value: expectedCalibrationError(rows.y, rows.probabilities) }];
}

function weightedMetrics({ y, scores, probabilities }: ScoredRows, bestThreshold: number | null) {
  const ascending = orderAscending(scores);
  const logLosses = rowLogLosses(y, probabilities);
  const squares = y.map((label, i) => ((probabilities[i] as number) - label) ** 2);
  return (weights: Float64Array): Record<MetricName, number | null> => {
    const all = cuts(y, scores, weights, ascending);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const mean = (values: Float64Array): number =>
      values.reduce((sum, value, i) => sum + value * (weights[i] as number), 0) / total;
    const half = confusionAt(y, probabilities, 0.5, weights);
    const best = bestThreshold === null ? null : confusionAt(y, probabilities, bestThreshold, weights);
    const won = mean(y);
    return {
      roc_auc: aucOfCuts(all),
      average_precision: averagePrecision(all),
      ks: ksDistance(all),
      log_loss: mean(logLosses),
      brier: mean(squares),
      accuracy: half.accuracy,
      accuracy_of_majority: Math.max(won, 1 - won),
      precision: half.precision,
      recall: half.recall,
      f1: half.f1,
      precision_at_best_f1: best?.precision ?? null,
      recall_at_best_f1: best?.recall ?? null,
      f1_at_best_f1: best?.f1 ?? null,
      top_decile_gain: gainAt(all, 0.1),
    };
  };
}

/** Share of all conversions among the best-scored `share` of leads, between two cuts interpolated. Null without a conversion. */
export function gainAt(all: ReturnType<typeof cuts>, share: number): number | null {
  const last = all.at(-1);
  if (last === undefined || last.truePositives === 0) return null;
  const wanted = share * (last.truePositives + last.falsePositives);
  let before = { truePositives: 0, count: 0 };
  for (const { truePositives, falsePositives } of all) {
    const count = truePositives + falsePositives;
    if (count >= wanted) {
      const part = count === before.count ? 0 : (wanted - before.count) / (count - before.count);
      return (before.truePositives + part * (truePositives - before.truePositives)) / last.truePositives;
    }
    before = { truePositives, count };
  }
  return 1;
}
