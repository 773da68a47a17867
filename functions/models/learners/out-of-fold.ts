import type { Split } from "../evaluation/folds.ts";
import { type Dataset, datasetRows } from "../features/dataset.ts";
import { designOf, type Preparation, prepare } from "../features/prepare.ts";
import type { PreprocessingRules } from "../features/preprocessing-rules.ts";
import type { Matrix } from "../numeric/matrix.ts";
import type { Random } from "../numeric/random.ts";
import { isRefusal, type Refusal } from "../readiness/refusal.ts";
import type { Learner } from "./learner.ts";

/** A fold with its columns prepared: selection, filling and scaling learned from its training rows alone. */
export interface PreparedFold {
  readonly trainRows: Uint32Array;
  readonly training: Dataset;
  readonly preparation: Preparation;
  readonly design: Dataset;
  readonly testRows: Uint32Array;
  readonly testRaw: Matrix;
  readonly testDesign: Matrix;
}

/** Scores of rows by models that had not seen them. */
export interface OutOfFold {
  readonly rows: Uint32Array;
  readonly y: Float64Array;
  readonly scores: Float64Array;
}

export function prepareFolds(
  data: Dataset,
  folds: readonly Split[],
  rules: PreprocessingRules,
): readonly PreparedFold[] {
  return folds.map(({ train, test }) => {
    const training = datasetRows(data, train);
    const { preparation, design } = prepare(training, rules);
    const testRaw = datasetRows(data, test).x;
    return {
      trainRows: train,
      training,
      preparation,
      design,
      testRows: test,
      testRaw,
      testDesign: designOf(preparation, testRaw),
    };
  });
}

/** Fits the learner on each fold and pools the scores of the rows left out; the first refusal ends it. */
export function outOfFold(
  learner: Learner,
  folds: readonly PreparedFold[],
  y: Float64Array,
  random: Random,
): OutOfFold | Refusal {
  const rows: number[] = [];
  const scores: number[] = [];
  for (const fold of folds) {
    const isRaw = learner.kind === "heuristic";
    const fitted = learner.fit(isRaw ? fold.training : fold.design, random);
    if (isRefusal(fitted)) return fitted;
    rows.push(...fold.testRows);
    scores.push(...fitted.score(isRaw ? fold.testRaw : fold.testDesign));
  }
  return {
    rows: Uint32Array.from(rows),
    y: Float64Array.from(rows, (row) => y[row] as number),
    scores: Float64Array.from(scores),
  };
}
