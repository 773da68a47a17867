import { solveLower } from "../numeric/cholesky.ts";
import { times } from "../numeric/gram.ts";
import type { Matrix } from "../numeric/matrix.ts";
import { isRefusal } from "../readiness/refusal.ts";
import { fitLogistic } from "./fit-logistic.ts";
import type { Fitted, Learner } from "./learner.ts";
import { columnMeans, linearContributions } from "./linear-contributions.ts";

/** What a fitted logistic model remembers. */
export interface LogisticState {
  readonly intercept: number;
  readonly coefficients: Float64Array;
  /** Mean of each training column: the average lead that contributions compare with. */
  readonly means: Float64Array;
  readonly hessianFactor: Matrix;
  readonly l2: number;
}

/** Regularised logistic regression: log odds as a weighted sum, so each reason is a weight times a distance from the average. */
export function logisticLearner(l2: number): Learner {
  return {
    kind: "logistic",
    fit(data) {
      const fit = fitLogistic(data.x, data.y, l2);
      if (isRefusal(fit)) return fit;
      const { intercept, coefficients, hessianFactor } = fit;
      return fittedLogistic({ intercept, coefficients, hessianFactor, means: columnMeans(data.x), l2 });
    },
  };
}

/** The model of a state, fresh or read back. */
export function fittedLogistic(state: LogisticState): Fitted {
  const { intercept, coefficients, means, hessianFactor } = state;
  return {
    score: (x) => times(x, coefficients).map((sum) => sum + intercept),
    contributions: (x) => linearContributions(x, intercept, coefficients, means),
    standardErrors: (x) => {
      const row = new Float64Array(x.cols + 1).fill(1);
      return Float64Array.from({ length: x.rows }, (_, i) => {
        row.set(x.data.subarray(i * x.cols, (i + 1) * x.cols), 1);
        return Math.hypot(...solveLower(hessianFactor, row));
      });
    },
    toJson: () => ({ kind: "logistic", ...state }),
  };
}
