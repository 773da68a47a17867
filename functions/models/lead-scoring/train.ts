import { fitCalibrator } from "../evaluation/calibration.ts";
import { type CurvePoint, classificationCurves } from "../evaluation/curves.ts";
import { type Dataset, datasetColumns, datasetRows } from "../features/dataset.ts";
import { findLeaks, type LeakReport } from "../features/leakage.ts";
import { designOf, type Preparation, prepare } from "../features/prepare.ts";
import { LINEAR_RULES } from "../features/preprocessing-rules.ts";
import { gradientBaselineLearner } from "../learners/gradient-baseline.ts";
import { heuristicLearner } from "../learners/heuristic.ts";
import { type Importance, permutationImportance } from "../learners/importance.ts";
import type { Fitted } from "../learners/learner.ts";
import { logisticLearner } from "../learners/logistic.ts";
import { outOfFold, type PreparedFold, prepareFolds } from "../learners/out-of-fold.ts";
import { type TunedLogistic, tuneLogistic } from "../learners/tune-logistic.ts";
import { createRandom } from "../numeric/random.ts";
import { isRefusal, type Refusal, refuse } from "../readiness/refusal.ts";
import { type ComparisonRow, type Contender, comparisonRows, contend, holdoutMetric } from "./compare.ts";
import { type LeadModel, rawScores } from "./model.ts";
import type { SplitSample } from "./sample.ts";
import type { LeadScoreSettings } from "./settings.ts";
import { type SignalTest, testSignal } from "./signal.ts";

/** What training found, whoever scores in the end. */
export interface LeadTraining {
  readonly leaks: readonly LeakReport[];
  /** Indices of the feature columns that are no leak: the raw columns of model and heuristic. */
  readonly usable: readonly number[];
  readonly baseRate: number;
  readonly heuristic: { readonly fitted: Fitted; readonly signal: SignalTest; readonly isWeak: boolean };
  readonly comparison: readonly ComparisonRow[];
  /** The logistic model, whether or not it may be shown; null where it could not be fitted. */
  readonly candidate: Candidate | null;
  /** Why no probability of the model may be shown; null where it may. */
  readonly refusal: Refusal | null;
}

export interface Candidate {
  readonly model: LeadModel;
  readonly l2: number;
  readonly signal: SignalTest;
  /** Lower AUC limit under .55: probabilities, but no bands. */
  readonly isWeak: boolean;
  readonly curves: readonly CurvePoint[];
  readonly importance: readonly Importance[];
  readonly bestF1Threshold: number | null;
}

const MIN_FEATURES = 3;
const WEAK_AUC = 0.55;
const DAY_SECONDS = 86_400;

/**
 * Learns who converts from the past and tests it on what came after: leaks out, heuristic, logistic regression and the gradient
 * baseline on the same rows, the penalty by out-of-fold log loss, calibration on out-of-fold scores, every number from the holdout.
 * @param outcomeAt by row of the sample: seconds since 1970 when it was won, NaN where it was not
 */
export function trainLeadScore(
  sample: SplitSample,
  outcomeAt: Float64Array,
  settings: LeadScoreSettings,
): LeadTraining {
  const leaks = findLeaks(
    sample.training,
    Float64Array.from(sample.split.train, (row) => outcomeAt[row] as number),
    settings.allow,
  );
  const usable = leaks.flatMap(({ isExcluded }, index) => (isExcluded ? [] : [index]));
  const training = datasetColumns(sample.training, usable);
  const holdout = datasetRows(datasetColumns(sample.data, usable), sample.split.test);
  const bench: Bench = {
    sample,
    settings,
    training,
    holdout,
    folds: prepareFolds(training, sample.folds, LINEAR_RULES),
  };
  const baseRate = training.y.reduce((sum, label) => sum + label, 0) / training.y.length;

  const heuristic = must(heuristicLearner.fit(training, createRandom(settings.seed, "heuristic")));
  const heuristicScores = heuristic.score(holdout.x);
  const heuristicFolds = must(
    outOfFold(heuristicLearner, bench.folds, training.y, createRandom(settings.seed, "heuristic")),
  );
  const heuristicContender = contend("heuristic", heuristicFolds, training, holdout, heuristicScores, settings.seed);
  const shared = {
    leaks,
    usable,
    baseRate,
    heuristic: {
      fitted: heuristic,
      signal: testSignal(holdout, heuristicScores, null, createRandom(settings.seed, "signal of the heuristic")),
      isWeak: isWeak(heuristicContender),
    },
  };

  const { preparation, design } = prepare(training, LINEAR_RULES);
  const tuned = tuneLogistic(bench.folds, training.y, createRandom(settings.seed, "tune"));
  const refusal =
    preparation.kept.length < MIN_FEATURES ? tooFewFeatures(preparation.kept.length) : isRefusal(tuned) ? tuned : null;
  if (refusal !== null || isRefusal(tuned)) {
    return { ...shared, comparison: comparisonRows([heuristicContender], "heuristic"), candidate: null, refusal };
  }
  const { candidate, contender } = fitCandidate(bench, preparation, design, tuned, baseRate);
  const verdict = judge(candidate, contender, heuristicContender);
  const baseline = contendBaseline(bench, preparation, design);
  const contenders = [heuristicContender, contender, ...(baseline === null ? [] : [baseline])];
  return {
    ...shared,
    comparison: comparisonRows(contenders, verdict === null ? "logistic" : "heuristic"),
    candidate,
    refusal: verdict,
  };
}

interface Bench {
  readonly sample: SplitSample;
  readonly settings: LeadScoreSettings;
  readonly training: Dataset;
  readonly holdout: Dataset;
  readonly folds: readonly PreparedFold[];
}

function fitCandidate(bench: Bench, preparation: Preparation, design: Dataset, tuned: TunedLogistic, baseRate: number) {
  const { sample, settings, training, holdout } = bench;
  const learner = logisticLearner(tuned.l2);
  const fitted = must(learner.fit(design, createRandom(settings.seed, "logistic")));
  const calibrator = fitCalibrator(tuned.outOfFold.scores, tuned.outOfFold.y);
  const model: LeadModel = { columns: training.columns, preparation, fitted, calibrator, baseRate };
  const scores = rawScores(model, holdout.x);
  const contender = contend("logistic", tuned.outOfFold, training, holdout, scores, settings.seed);
  const refit = { training, horizonSeconds: sample.horizonDays * DAY_SECONDS };
  const candidate: Candidate = {
    model,
    l2: tuned.l2,
    signal: testSignal(holdout, scores, refit, createRandom(settings.seed, "signal")),
    isWeak: isWeak(contender),
    curves: classificationCurves(contender.holdout),
    importance: permutationImportance(holdout, (x) => rawScores(model, x), createRandom(settings.seed, "importance")),
    bestF1Threshold: contender.bestF1Threshold,
  };
  return { candidate, contender };
}

function judge(candidate: Candidate, logistic: Contender, heuristic: Contender): Refusal | null {
  const { pValue, detectableAuc, isSignal } = candidate.signal;
  const auc = holdoutMetric(logistic, "roc_auc")?.value;
  if (!isSignal) {
    return refuse(
      "no_signal",
      `holdout AUC ${auc?.toFixed(3) ?? "unknown"}, p = ${pValue?.toPrecision(2) ?? "unknown"} (needs < .01); an AUC of ${detectableAuc?.toFixed(3) ?? "unknown"} would have been found`,
    );
  }
  const own = holdoutMetric(logistic, "log_loss")?.value;
  const simple = holdoutMetric(heuristic, "log_loss")?.value;
  if (own === undefined || simple === undefined || own < simple) return null;
  return refuse("heuristic_not_beaten", `holdout log loss ${own.toFixed(4)}, the heuristic's is ${simple.toFixed(4)}`);
}

function contendBaseline(
  { folds, training, holdout, settings }: Bench,
  preparation: Preparation,
  design: Dataset,
): Contender | null {
  const learner = gradientBaselineLearner();
  const folded = outOfFold(learner, folds, training.y, createRandom(settings.seed, "gradient baseline"));
  const fitted = learner.fit(design, createRandom(settings.seed, "gradient baseline"));
  if (isRefusal(folded) || isRefusal(fitted)) return null;
  return contend(
    "gradient_baseline",
    folded,
    training,
    holdout,
    fitted.score(designOf(preparation, holdout.x)),
    settings.seed,
  );
}

function isWeak(contender: Contender): boolean {
  return (holdoutMetric(contender, "roc_auc")?.low ?? 0) < WEAK_AUC;
}

function tooFewFeatures(kept: number): Refusal {
  return refuse("too_few_features", `${kept} features vary and are no leak, needs ${MIN_FEATURES}`);
}

/** A result that the checks before make certain; a refusal here is a mistake of ours. */
function must<T extends object>(result: T | Refusal): T {
  if (isRefusal(result)) throw new RangeError(`expected a fit, got ${result.reason}: ${result.detail}`);
  return result;
}
