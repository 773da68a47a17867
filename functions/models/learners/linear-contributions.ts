import type { Matrix } from "../numeric/matrix.ts";
import { zeros } from "../numeric/matrix.ts";

/**
 * Why a linear score differs from the average lead's: βⱼ(xⱼ − x̄ⱼ) a column; the last column is the average lead's score
 * β₀ + Σ βⱼx̄ⱼ, so that a row adds up to β₀ + Σ βⱼxⱼ.
 */
export function linearContributions(
  x: Matrix,
  intercept: number,
  coefficients: Float64Array,
  means: Float64Array,
): Matrix {
  const base = coefficients.reduce((sum, beta, j) => sum + beta * (means[j] as number), intercept);
  const result = zeros(x.rows, x.cols + 1);
  for (let i = 0; i < x.rows; i++) {
    for (let j = 0; j < x.cols; j++) {
      result.data[i * result.cols + j] =
        (coefficients[j] as number) * ((x.data[i * x.cols + j] as number) - (means[j] as number));
    }
    result.data[i * result.cols + x.cols] = base;
  }
  return result;
}

/** Mean of each column. */
export function columnMeans(x: Matrix): Float64Array {
  const means = new Float64Array(x.cols);
  for (let i = 0; i < x.rows; i++)
    for (let j = 0; j < x.cols; j++) means[j] = (means[j] as number) + (x.data[i * x.cols + j] as number) / x.rows;
  return means;
}
