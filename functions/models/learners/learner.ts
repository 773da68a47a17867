import type { Dataset } from "../features/dataset.ts";
import type { Matrix } from "../numeric/matrix.ts";
import type { Random } from "../numeric/random.ts";
import type { Refusal } from "../readiness/refusal.ts";

export type LearnerKind = "heuristic" | "logistic" | "gradient_baseline";

/** A way to learn who converts; which rows and columns it gets is the caller's business. */
export interface Learner {
  readonly kind: LearnerKind;
  fit(data: Dataset, random: Random): Fitted | Refusal;
}

/** A learned model; the columns of every x are those of the dataset it was fitted on. */
export interface Fitted {
  /** Log odds a row, higher = likelier to convert. */
  score(x: Matrix): Float64Array;
  /** Log odds a row and column, and a last column with the base all rows share; a row adds up to its score. */
  contributions(x: Matrix): Matrix;
  /** Standard error of each row's log odds, from the uncertainty of the coefficients; absent where the learner has none. */
  standardErrors?(x: Matrix): Float64Array;
  toJson(): ModelJson;
}

/** A model as canonical JSON: read back by `restore`, bit by bit the same scores. */
export type ModelJson = { readonly kind: LearnerKind } & Readonly<Record<string, unknown>>;
