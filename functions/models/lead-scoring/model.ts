import { type Calibrator, calibrate } from "../evaluation/calibration.ts";
import type { Column } from "../features/dataset.ts";
import { designOf, type Preparation } from "../features/prepare.ts";
import type { Fitted } from "../learners/learner.ts";
import type { Matrix } from "../numeric/matrix.ts";

/** A model with all it needs to score raw rows: which columns, how prepared, weighed and calibrated. */
export interface LeadModel {
  readonly columns: readonly Column[];
  readonly preparation: Preparation;
  readonly fitted: Fitted;
  readonly calibrator: Calibrator;
  readonly baseRate: number;
}

/** A probability with 90 % limits. */
export interface Estimate {
  readonly probability: number;
  readonly low: number;
  readonly high: number;
}

const NORMAL_95 = 1.6448536269514722;

/** Raw scores: log odds, for ranks. */
export function rawScores(model: LeadModel, x: Matrix): Float64Array {
  return model.fitted.score(designOf(model.preparation, x));
}

/**
 * Calibrated probabilities. The limits move the score by ± 1.645 standard errors of its coefficients before it is calibrated: they say
 * how sure the weights are, not how much luck a single lead has.
 */
export function estimates(model: LeadModel, x: Matrix): readonly Estimate[] {
  const design = designOf(model.preparation, x);
  const scores = model.fitted.score(design);
  const errors = model.fitted.standardErrors?.(design) ?? new Float64Array(scores.length);
  const at = (direction: number): Float64Array =>
    calibrate(
      model.calibrator,
      scores.map((score, i) => score + direction * NORMAL_95 * (errors[i] as number)),
    );
  const [middle, below, above] = [at(0), at(-1), at(1)];
  return Array.from(middle, (probability, i) => ({
    probability,
    low: Math.min(below[i] as number, above[i] as number),
    high: Math.max(below[i] as number, above[i] as number),
  }));
}
