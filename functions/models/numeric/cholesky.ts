import type { Matrix } from "./matrix.ts";
import { zeros } from "./matrix.ts";

/**
 * The lower triangle L with A = LLᵀ of a symmetric positive definite matrix (only A's lower triangle is read), or null where A is
 * not positive definite in floating point. Cost cols³ / 6. Own code: ml-matrix's test for symmetry rejects XᵀWX for a rounding bit.
 */
export function cholesky(a: Matrix): Matrix | null {
  if (a.rows !== a.cols) throw new RangeError(`expected a square matrix, got ${a.rows} × ${a.cols}`);
  const n = a.rows;
  const lower = zeros(n, n);
  const l = lower.data;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a.data[i * n + j] as number;
      for (let k = 0; k < j; k++) sum -= (l[i * n + k] as number) * (l[j * n + k] as number);
      if (i !== j) l[i * n + j] = sum / (l[j * n + j] as number);
      else if (sum > 0 && Number.isFinite(sum)) l[i * n + i] = Math.sqrt(sum);
      else return null;
    }
  }
  return lower;
}

/** Solves LLᵀx = b. Cost cols². */
export function solveCholesky(lower: Matrix, b: ArrayLike<number>): Float64Array {
  const n = lower.rows;
  if (b.length !== n) throw new RangeError(`expected ${n} right-hand values, got ${b.length}`);
  const x = solveLower(lower, b);
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i] as number;
    for (let k = i + 1; k < n; k++) sum -= (lower.data[k * n + i] as number) * (x[k] as number);
    x[i] = sum / (lower.data[i * n + i] as number);
  }
  return x;
}

/** Solves Lz = b; ‖z‖² = bᵀA⁻¹b, the squared length of b in the metric of A⁻¹. Cost cols² / 2. */
export function solveLower(lower: Matrix, b: ArrayLike<number>): Float64Array {
  const n = lower.rows;
  const z = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    let sum = z[i] as number;
    for (let k = 0; k < i; k++) sum -= (lower.data[i * n + k] as number) * (z[k] as number);
    z[i] = sum / (lower.data[i * n + i] as number);
  }
  return z;
}
