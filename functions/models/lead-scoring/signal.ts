import { expandingFolds } from "../evaluation/folds.ts";
import { detectableAuc, monthCodes, rankingPValue, refitPValue } from "../evaluation/permutation.ts";
import { rocAuc } from "../evaluation/ranking.ts";
import { type Dataset, datasetRows } from "../features/dataset.ts";
import { refitPreprocessing } from "../features/preprocess.ts";
import { LINEAR_RULES } from "../features/preprocessing-rules.ts";
import { logisticLearner } from "../learners/logistic.ts";
import { outOfFold, type PreparedFold, prepareFolds } from "../learners/out-of-fold.ts";
import { selectColumns } from "../numeric/matrix.ts";
import type { Random } from "../numeric/random.ts";
import { isRefusal } from "../readiness/refusal.ts";

/** Whether a ranking is more than luck. */
export interface SignalTest {
  /** Chance of such a ranking without any signal; null where it could not be tested. */
  readonly pValue: number | null;
  readonly holdoutPValue: number | null;
  readonly refitPValue: number | null;
  /** AUC that this test would have found in four of five samples of this size. */
  readonly detectableAuc: number | null;
  readonly isSignal: boolean;
}

const HOLDOUT_SHUFFLES = 9_999;
const REFITS = 499;
const REFIT_BELOW_RARER = 200;
const SIGNIFICANCE = 0.01;
/** Fixed: a penalty tuned on the real outcomes would make them look better than shuffled ones. */
const REFIT_L2 = 1;

/**
 * Shuffles the outcomes of the holdout within months 9,999 times; with fewer than 200 of its rarer outcome also repeats the fit on
 * shuffled training outcomes 499 times. p = the smaller, doubled if both were made; a signal is p < .01. One row a person: the rows of
 * one lead share their outcome, and shuffling them apart would call noise a signal.
 */
export function testSignal(
  holdout: Dataset,
  scores: Float64Array,
  refit: { readonly training: Dataset; readonly horizonSeconds: number } | null,
  random: Random,
): SignalTest {
  const rows = firstRowOfEach(holdout.person, holdout.time);
  const y = Float64Array.from(rows, (row) => holdout.y[row] as number);
  const months = monthCodes(Float64Array.from(rows, (row) => holdout.time[row] as number));
  const holdoutPValue = rankingPValue(
    y,
    Float64Array.from(rows, (row) => scores[row] as number),
    months,
    HOLDOUT_SHUFFLES,
    random,
  );
  const positives = y.reduce((sum, label) => sum + label, 0);
  const isSmall = Math.min(positives, y.length - positives) < REFIT_BELOW_RARER;
  const refitted = refit !== null && isSmall ? refitTraining(refit.training, refit.horizonSeconds, random) : null;
  const known = [holdoutPValue, refitted].filter((p) => p !== null);
  const pValue = known.length === 0 ? null : Math.min(1, Math.min(...known) * known.length);
  return {
    pValue,
    holdoutPValue,
    refitPValue: refitted,
    detectableAuc: detectableAuc(positives, y.length - positives),
    isSignal: pValue !== null && pValue < SIGNIFICANCE,
  };
}

function refitTraining(training: Dataset, horizonSeconds: number, random: Random): number | null {
  const single = datasetRows(training, firstRowOfEach(training.person, training.time));
  const folds = expandingFolds(single.time, single.person, horizonSeconds).filter(
    ({ train, test }) => train.length > 0 && test.length > 0,
  );
  const learner = logisticLearner(REFIT_L2);
  const real = prepareFolds(single, folds, LINEAR_RULES);
  return refitPValue(single.y, monthCodes(single.time), REFITS, random, (labels) => {
    const scored = outOfFold(
      learner,
      real.map((fold) => relabelled(fold, labels)),
      labels,
      random,
    );
    return isRefusal(scored) ? null : rocAuc(scored.y, scored.scores);
  });
}

/** The fold with other outcomes: what does not depend on them is kept. */
function relabelled(fold: PreparedFold, labels: Float64Array): PreparedFold {
  const y = Float64Array.from(fold.trainRows, (row) => labels[row] as number);
  const { preparation, training, design, testRaw, testDesign } = fold;
  const kept = selectColumns(training.x, preparation.kept);
  const later = { raw: selectColumns(testRaw, preparation.kept), design: testDesign };
  const refitted = refitPreprocessing({ preprocessing: preparation.preprocessing, design }, kept, y, later);
  return { ...fold, training: { ...training, y }, design: refitted.design, testDesign: refitted.later };
}

/** The earliest row of each person, by row number. */
export function firstRowOfEach(person: Int32Array, time: Float64Array): Uint32Array {
  const first = new Map<number, number>();
  person.forEach((code, row) => {
    const before = first.get(code);
    if (before === undefined || (time[row] as number) < (time[before] as number)) first.set(code, row);
  });
  return Uint32Array.from(first.values()).sort();
}
