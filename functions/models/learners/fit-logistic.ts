import { cholesky, solveCholesky } from "../numeric/cholesky.ts";
import { gram, times, transposeTimes } from "../numeric/gram.ts";
import { sigmoid, softplus } from "../numeric/log-odds.ts";
import type { Matrix } from "../numeric/matrix.ts";
import { zeros } from "../numeric/matrix.ts";
import type { Refusal } from "../readiness/refusal.ts";
import { refuse } from "../readiness/refusal.ts";

export interface LogisticFit {
  readonly intercept: number;
  readonly coefficients: Float64Array;
  /** L with LLᵀ = the Hessian at the optimum, intercept first: its inverse is the covariance of the coefficients. */
  readonly hessianFactor: Matrix;
  readonly iterations: number;
}

const MAX_ITERATIONS = 50;
const GRADIENT_TOLERANCE = 1e-10;
const MIN_VARIANCE = 1e-12;
const MAX_HALVINGS = 40;

/**
 * The weights that make the recorded conversions likeliest, drawn towards zero where the data say little.
 * Minimises Σᵢ [ln(1 + e^zᵢ) − yᵢzᵢ] + λ/2 Σⱼ βⱼ², z = β₀ + Xβ, by Newton steps (IRLS); β₀ is free. scikit-learn's C is 1/λ.
 * A step is halved while it does not improve; p(1 − p) is kept ≥ 1e-12; a Hessian that is singular in floating point gets a jitter.
 * Stops when the largest gradient over the number of rows is < 1e-10.
 * @param x rows × columns without NaN, best standardised
 * @param y 0 or 1 a row
 * @param l2 λ > 0
 * @returns the fit; `not_converged` after 50 steps, `one_class` where all y are equal
 * @throws RangeError for lengths that differ, a missing cell, a label besides 0 and 1, or λ ≤ 0
 * Cost a step: rows × columns² / 2.
 */
export function fitLogistic(x: Matrix, y: ArrayLike<number>, l2: number): LogisticFit | Refusal {
  checkInput(x, y, l2);
  let positives = 0;
  for (let i = 0; i < y.length; i++) positives += y[i] as number;
  if (positives === 0 || positives === x.rows) {
    return refuse("one_class", `all ${x.rows} outcomes are ${positives === 0 ? "not converted" : "converted"}`);
  }
  const design = withIntercept(x);
  let beta: Float64Array = new Float64Array(design.cols);
  beta[0] = Math.log(positives / (x.rows - positives));
  let scores = times(design, beta);
  let objective = penalisedLoss(scores, y, beta, l2);

  for (let iteration = 0; iteration <= MAX_ITERATIONS; iteration++) {
    const { gradient, factor } = derivatives(design, y, scores, beta, l2);
    const largest = gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    if (largest / x.rows < GRADIENT_TOLERANCE) {
      return {
        intercept: beta[0] as number,
        coefficients: beta.slice(1),
        hessianFactor: factor,
        iterations: iteration,
      };
    }
    if (iteration === MAX_ITERATIONS) break;
    const step = solveCholesky(factor, gradient);
    let size = 1;
    for (let halving = 0; halving <= MAX_HALVINGS; halving++, size /= 2) {
      const next = beta.map((value, j) => value - size * (step[j] as number));
      const nextScores = times(design, next);
      const nextObjective = penalisedLoss(nextScores, y, next, l2);
      // Near the optimum the loss differs by rounding only: a full step that does not visibly worsen it is taken.
      const rounding = size === 1 ? 1e-12 * Math.abs(objective) : 0;
      if (nextObjective <= objective + rounding || halving === MAX_HALVINGS) {
        [beta, scores, objective] = [next, nextScores, nextObjective];
        break;
      }
    }
  }
  return refuse("not_converged", `the gradient of ${x.rows} rows is not zero after ${MAX_ITERATIONS} Newton steps`);
}

function derivatives(design: Matrix, y: ArrayLike<number>, scores: Float64Array, beta: Float64Array, l2: number) {
  const probabilities = scores.map(sigmoid);
  const gradient = transposeTimes(
    design,
    probabilities.map((p, i) => p - (y[i] as number)),
  );
  const hessian = gram(
    design,
    probabilities.map((p) => Math.max(MIN_VARIANCE, p * (1 - p))),
  );
  const n = design.cols;
  for (let j = 1; j < n; j++) {
    gradient[j] = (gradient[j] as number) + l2 * (beta[j] as number);
    hessian.data[j * n + j] = (hessian.data[j * n + j] as number) + l2;
  }
  return { gradient, factor: positiveFactor(hessian) };
}

/** Cholesky factor; where rounding makes the matrix singular, its diagonal is raised by 1e-12, 1e-11, … of its mean until it is not. */
function positiveFactor(hessian: Matrix): Matrix {
  const n = hessian.rows;
  let trace = 0;
  for (let j = 0; j < n; j++) trace += hessian.data[j * n + j] as number;
  for (let share = 0; ; share = share === 0 ? 1e-12 : share * 10) {
    const raised = { rows: n, cols: n, data: hessian.data.slice() };
    for (let j = 0; j < n; j++) raised.data[j * n + j] = (raised.data[j * n + j] as number) + (share * trace) / n;
    const factor = cholesky(raised);
    if (factor !== null) return factor;
    if (share > 1) throw new RangeError("expected a Hessian of finite numbers: a column of x is not finite");
  }
}

function penalisedLoss(scores: Float64Array, y: ArrayLike<number>, beta: Float64Array, l2: number): number {
  let loss = 0;
  for (let i = 0; i < scores.length; i++)
    loss += softplus(scores[i] as number) - (y[i] as number) * (scores[i] as number);
  for (let j = 1; j < beta.length; j++) loss += (l2 / 2) * (beta[j] as number) ** 2;
  return loss;
}

/** X with a first column of ones. */
export function withIntercept(x: Matrix): Matrix {
  const design = zeros(x.rows, x.cols + 1);
  for (let i = 0; i < x.rows; i++) {
    design.data[i * design.cols] = 1;
    design.data.set(x.data.subarray(i * x.cols, (i + 1) * x.cols), i * design.cols + 1);
  }
  return design;
}

function checkInput(x: Matrix, y: ArrayLike<number>, l2: number): void {
  if (y.length !== x.rows) throw new RangeError(`expected one label per row (${x.rows}), got ${y.length}`);
  if (!(l2 > 0)) throw new RangeError(`expected a penalty above 0, got ${l2}`);
  for (let i = 0; i < y.length; i++)
    if (y[i] !== 0 && y[i] !== 1) throw new RangeError(`expected 0 or 1 as label, got ${y[i]} in row ${i}`);
  const missing = x.data.findIndex((value) => !Number.isFinite(value));
  if (missing >= 0)
    throw new RangeError(
      `expected finite cells, got ${x.data[missing]} in row ${Math.floor(missing / x.cols)}, column ${missing % x.cols}`,
    );
}
