import type { Matrix } from "./matrix.ts";
import { zeros } from "./matrix.ts";

/** Xβ: one number a row. Cost rows × cols. */
export function times(x: Matrix, coefficients: ArrayLike<number>): Float64Array {
  requireLength(coefficients, x.cols, "coefficient per column");
  const result = new Float64Array(x.rows);
  for (let i = 0; i < x.rows; i++) {
    let sum = 0;
    const from = i * x.cols;
    for (let j = 0; j < x.cols; j++) sum += (x.data[from + j] as number) * (coefficients[j] as number);
    result[i] = sum;
  }
  return result;
}

/** Xᵀv: one number a column. Cost rows × cols. */
export function transposeTimes(x: Matrix, v: ArrayLike<number>): Float64Array {
  requireLength(v, x.rows, "value per row");
  const result = new Float64Array(x.cols);
  for (let i = 0; i < x.rows; i++) {
    const weight = v[i] as number;
    const from = i * x.cols;
    for (let j = 0; j < x.cols; j++) result[j] = (result[j] as number) + weight * (x.data[from + j] as number);
  }
  return result;
}

/** XᵀWX with W = diag(weights), all ones when absent; symmetric, cols × cols. Cost rows × cols² / 2. */
export function gram(x: Matrix, weights?: ArrayLike<number>): Matrix {
  if (weights !== undefined) requireLength(weights, x.rows, "weight per row");
  const p = x.cols;
  const result = zeros(p, p);
  const out = result.data;
  for (let i = 0; i < x.rows; i++) {
    const from = i * p;
    const weight = weights === undefined ? 1 : (weights[i] as number);
    for (let a = 0; a < p; a++) {
      const scaled = weight * (x.data[from + a] as number);
      if (scaled === 0) continue;
      const row = a * p;
      for (let b = 0; b <= a; b++) out[row + b] = (out[row + b] as number) + scaled * (x.data[from + b] as number);
    }
  }
  for (let a = 0; a < p; a++) for (let b = 0; b < a; b++) out[b * p + a] = out[a * p + b] as number;
  return result;
}

function requireLength(values: ArrayLike<number>, expected: number, what: string): void {
  if (values.length !== expected) throw new RangeError(`expected one ${what} (${expected}), got ${values.length}`);
}
