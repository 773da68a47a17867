import { calibrate, fitCalibrator } from "../evaluation/calibration.ts";
import { classificationMetrics, type Measured, type ScoredRows } from "../evaluation/classification-metrics.ts";
import { bestF1Threshold } from "../evaluation/confusion.ts";
import { type Dataset, datasetRows } from "../features/dataset.ts";
import type { LearnerKind } from "../learners/learner.ts";
import type { OutOfFold } from "../learners/out-of-fold.ts";
import { createRandom } from "../numeric/random.ts";

/** A learner's numbers on one kind of rows. */
export interface ComparisonRow extends Measured {
  readonly learner: LearnerKind;
  readonly split: "out_of_fold" | "holdout";
  readonly isChosen: boolean;
}

/** How a learner did on rows it had not seen, calibrated on its own out-of-fold scores. */
export interface Contender {
  readonly learner: LearnerKind;
  readonly holdout: ScoredRows;
  readonly rows: readonly Measured[];
  readonly outOfFoldRows: readonly Measured[];
  readonly bestF1Threshold: number | null;
}

/** Calibrates a learner's scores and measures them out of fold and, with limits from the same draws for every learner, on the holdout. */
export function contend(
  learner: LearnerKind,
  folded: OutOfFold,
  training: Dataset,
  holdout: Dataset,
  holdoutScores: Float64Array,
  seed: number,
): Contender {
  const calibrator = fitCalibrator(folded.scores, folded.y);
  const foldProbabilities = calibrate(calibrator, folded.scores);
  const threshold = bestF1Threshold(folded.y, foldProbabilities);
  const probabilities = calibrate(calibrator, holdoutScores);
  const scored = { y: holdout.y, person: holdout.person, scores: holdoutScores, probabilities };
  const { person } = datasetRows(training, folded.rows);
  return {
    learner,
    holdout: scored,
    rows: classificationMetrics(scored, threshold, createRandom(seed, "bootstrap")),
    outOfFoldRows: classificationMetrics(
      { y: folded.y, person, scores: folded.scores, probabilities: foldProbabilities },
      threshold,
      null,
    ),
    bestF1Threshold: threshold,
  };
}

/** A metric of a contender's holdout; undefined where it is not defined. */
export function holdoutMetric(contender: Contender, metric: Measured["metric"]): Measured | undefined {
  return contender.rows.find((row) => row.metric === metric);
}

/** The comparison as table rows; `chosen` is the learner whose scores are published, null where none is. */
export function comparisonRows(contenders: readonly Contender[], chosen: LearnerKind | null): readonly ComparisonRow[] {
  return contenders.flatMap(({ learner, rows, outOfFoldRows }) => {
    const isChosen = learner === chosen;
    return [
      ...rows.map((row): ComparisonRow => ({ ...row, learner, split: "holdout", isChosen })),
      ...outOfFoldRows.map((row): ComparisonRow => ({ ...row, learner, split: "out_of_fold", isChosen })),
    ];
  });
}
