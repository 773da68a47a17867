import type { Matrix } from "../numeric/matrix.ts";
import { selectColumns } from "../numeric/matrix.ts";
import { type Dataset, datasetColumns } from "./dataset.ts";
import { applyPreprocessing, fitPreprocessing, type Preprocessing } from "./preprocess.ts";
import type { PreprocessingRules } from "./preprocessing-rules.ts";
import { type Decision, selectFeatures } from "./select.ts";

/** Everything that happens to raw columns before a linear learner sees them, learned from training rows alone. */
export interface Preparation {
  /** By raw column. */
  readonly decisions: readonly Decision[];
  readonly kept: readonly number[];
  readonly preprocessing: Preprocessing;
}

/** Selects and preprocesses; `design` is the training rows as the learner sees them. */
export function prepare(
  training: Dataset,
  rules: PreprocessingRules,
): { readonly preparation: Preparation; readonly design: Dataset } {
  const decisions = selectFeatures(training);
  const kept = decisions.flatMap((decision, index) => (decision === "kept" ? [index] : []));
  const { preprocessing, design } = fitPreprocessing(datasetColumns(training, kept), rules);
  return { preparation: { decisions, kept, preprocessing }, design };
}

/** Raw rows as the learner sees them. */
export function designOf(preparation: Preparation, x: Matrix): Matrix {
  return applyPreprocessing(preparation.preprocessing, selectColumns(x, preparation.kept));
}
