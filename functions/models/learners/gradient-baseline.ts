import LogisticRegression from "ml-logistic-regression";
import type { Dataset } from "../features/dataset.ts";
import { times } from "../numeric/gram.ts";
import { selectRows, zeros } from "../numeric/matrix.ts";
import { toMlMatrix } from "../numeric/ml-matrix.ts";
import type { Random } from "../numeric/random.ts";
import { type Refusal, refuse } from "../readiness/refusal.ts";
import { withIntercept } from "./fit-logistic.ts";
import type { Fitted, Learner } from "./learner.ts";
import { columnMeans, linearContributions } from "./linear-contributions.ts";

const STEPS = 300;

/**
 * Plain gradient descent by ml-logistic-regression 2.0.0: shown beside the other learners for comparison, never used to score.
 * The package has no intercept (a column of ones is added), no scaling (give standardised columns), no stop rule and by default 50,000
 * steps (~450 s at 10,000 rows, measured); 300 steps at rate 2/n reach the same AUC in 3 s. Its `predict` picks the class with the
 * smaller score; `classifiers[0]` is trained on "not class 0", so its score is the probability of conversion.
 * Above `maxRows` rows a random `maxRows` of them are used.
 */
export function gradientBaselineLearner(maxRows = 20_000): Learner {
  return { kind: "gradient_baseline", fit: (data, random) => fitGradientBaseline(data, random, maxRows) };
}

function fitGradientBaseline(data: Dataset, random: Random, maxRows: number): Fitted | Refusal {
  const order = Uint32Array.from({ length: data.x.rows }, (_, row) => row);
  const rows = order.length > maxRows ? random.shuffle(order).subarray(0, maxRows).toSorted() : order;
  const x = selectRows(data.x, rows);
  const labels = zeros(rows.length, 1);
  labels.data.set(rows.length === order.length ? data.y : Float64Array.from(rows, (row) => data.y[row] as number));
  const positives = labels.data.reduce((sum, label) => sum + label, 0);
  if (positives === 0 || positives === rows.length)
    return refuse("one_class", `all ${rows.length} outcomes are the same`);

  const model = new LogisticRegression({ numSteps: STEPS, learningRate: 2 / rows.length });
  model.train(toMlMatrix(withIntercept(x)), toMlMatrix(labels));
  const [intercept = Number.NaN, ...weights] = model.classifiers[0]?.weights.to1DArray() ?? [];
  if (![intercept, ...weights].every(Number.isFinite))
    return refuse("not_converged", `gradient descent diverged on ${rows.length} rows`);

  const coefficients = Float64Array.from(weights);
  const means = columnMeans(x);
  return {
    score: (rowsToScore) => times(rowsToScore, coefficients).map((sum) => sum + intercept),
    contributions: (rowsToScore) => linearContributions(rowsToScore, intercept, coefficients, means),
    toJson: () => ({ kind: "gradient_baseline", intercept, coefficients, means }),
  };
}
