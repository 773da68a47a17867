import { type Dataset, datasetColumns } from "../features/dataset.ts";
import { designOf } from "../features/prepare.ts";
import { heuristicLearner } from "../learners/heuristic.ts";
import type { Fitted } from "../learners/learner.ts";
import { sigmoid } from "../numeric/log-odds.ts";
import { createRandom } from "../numeric/random.ts";
import { isRefusal } from "../readiness/refusal.ts";
import { type ConversionLikelihood, deciles, likelihoodBand } from "./bands.ts";
import { MIN_OUTCOMES } from "./known-outcomes.ts";
import { estimates, type LeadModel, rawScores } from "./model.ts";
import { contributionsByFeature, type Reason, reasonsOf } from "./reasons.ts";
import type { LeadSample } from "./sample.ts";
import type { LeadScoreSettings } from "./settings.ts";
import type { LeadTraining } from "./train.ts";

/** What is published about one open lead; null is unknown, never 0. */
export interface LeadScore {
  /** Log odds, for ranks. */
  readonly score: number | null;
  readonly probability: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly decile: number | null;
  readonly band: ConversionLikelihood | null;
  readonly reasons: readonly Reason[];
}

export type Estimator = "logistic" | "heuristic" | "base_rate";

export interface Published {
  readonly estimator: Estimator;
  readonly scores: readonly LeadScore[];
}

const NOTHING: LeadScore = {
  score: null,
  probability: null,
  low: null,
  high: null,
  decile: null,
  band: null,
  reasons: [],
};

/**
 * Scores open leads by what training allows: the model; where it found no signal (or does not beat it) the heuristic, if that ranks the
 * holdout better than luck; else everyone has the base rate and no rank.
 */
export function publishTrained(training: LeadTraining, open: Dataset, settings: LeadScoreSettings): Published {
  const usable = datasetColumns(open, training.usable);
  if (training.refusal === null && training.candidate !== null) {
    return {
      estimator: "logistic",
      scores: scoreByModel(training.candidate.model, training.candidate.isWeak, usable, settings),
    };
  }
  if (!training.heuristic.signal.isSignal) {
    return {
      estimator: "base_rate",
      scores: Array.from({ length: open.x.rows }, () => ({ ...NOTHING, probability: training.baseRate })),
    };
  }
  const bands = training.heuristic.isWeak ? null : { baseRate: training.baseRate, settings };
  return { estimator: "heuristic", scores: scoreByHeuristic(training.heuristic.fitted, usable, true, bands) };
}

/**
 * Scores open leads where too little is known to train: the heuristic from whatever outcomes there are. It could not be tested, so there
 * are no bands, and where fewer than 30 leads were won its probability is not shown.
 */
export function publishUntrained(sample: LeadSample, open: Dataset): Published {
  const fitted = heuristicLearner.fit(sample.data, createRandom(0, "heuristic"));
  if (isRefusal(fitted)) throw new RangeError(`expected the heuristic to fit, got ${fitted.reason}`);
  return {
    estimator: "heuristic",
    scores: scoreByHeuristic(fitted, open, sample.wonLeads >= MIN_OUTCOMES, null),
  };
}

function scoreByModel(
  model: LeadModel,
  isWeak: boolean,
  open: Dataset,
  settings: LeadScoreSettings,
): readonly LeadScore[] {
  const scores = rawScores(model, open.x);
  const tenths = deciles(scores);
  const contributions = model.fitted.contributions(designOf(model.preparation, open.x));
  return estimates(model, open.x).map(({ probability, low, high }, row) => ({
    score: scores[row] as number,
    probability,
    low,
    high,
    decile: tenths[row] as number,
    band: isWeak ? null : likelihoodBand(probability, model.baseRate, settings.hotOddsRatio, settings.coldOddsRatio),
    reasons: reasonsOf(
      contributionsByFeature(contributions, model.preparation.preprocessing.columns, row),
      rawValue(open, row),
    ),
  }));
}

function scoreByHeuristic(
  fitted: Fitted,
  open: Dataset,
  hasProbability: boolean,
  bands: { readonly baseRate: number; readonly settings: LeadScoreSettings } | null,
): readonly LeadScore[] {
  const scores = fitted.score(open.x);
  const tenths = deciles(scores);
  const contributions = fitted.contributions(open.x);
  return Array.from(scores, (score, row) => {
    const probability = hasProbability ? sigmoid(score) : null;
    return {
      ...NOTHING,
      score,
      probability,
      decile: tenths[row] as number,
      band:
        bands === null || probability === null
          ? null
          : likelihoodBand(probability, bands.baseRate, bands.settings.hotOddsRatio, bands.settings.coldOddsRatio),
      reasons: reasonsOf(contributionsByFeature(contributions, open.columns, row), rawValue(open, row)),
    };
  });
}

/** The value of a feature as it was read, for the reason's text. */
function rawValue(data: Dataset, row: number): (feature: string) => string | number | null {
  return (feature) => {
    const index = data.columns.findIndex((column) => column.feature === feature);
    const value = data.x.data[row * data.x.cols + index];
    if (index < 0 || value === undefined || Number.isNaN(value)) return null;
    return data.columns[index]?.levels?.[value] ?? value;
  };
}
