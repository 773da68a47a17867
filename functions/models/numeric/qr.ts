import { AppError } from "../../lib/errors.ts";
import { type Columns, dot } from "./columns.ts";

/** Columns split into directions at right angles: A[kept] = Q·R. Columns that the ones before already explain are left out. */
export interface Qr {
  /** Orthonormal columns, one per kept column. */
  readonly q: readonly Float64Array[];
  /** Upper triangle by kept column: r[j][i] for i ≤ j. */
  readonly r: readonly (readonly number[])[];
  /** Indices of the columns kept, ascending. */
  readonly kept: readonly number[];
}

/**
 * QR decomposition by modified Gram–Schmidt with one re-orthogonalisation ("twice is enough", Kahan; Parlett 1980, §6.9). A column whose
 * part beside the earlier ones is below `tolerance` of its own length is dropped, so that dummies that sum to the intercept do no harm.
 * Example: (1,1), (2,2), (1,−1) keeps columns 0 and 2.
 * @param columns n rows each, finite, any unit
 * @throws AppError on columns of different lengths or with values that are not finite
 * Cost: O(n·k²).
 */
export function qr(columns: Columns, tolerance = 1e-9): Qr {
  const q: Float64Array[] = [];
  const r: number[][] = [];
  const kept: number[] = [];
  columns.forEach((column, index) => {
    if (column.length !== columns[0]?.length || !column.every(Number.isFinite))
      throw new AppError(`expected finite columns of ${columns[0]?.length} rows, got another in column ${index}`, {
        kind: "bug",
      });
    const rest = column.slice();
    const weights = q.map(() => 0);
    for (let pass = 0; pass < 2; pass++) {
      q.forEach((direction, i) => {
        const weight = dot(direction, rest);
        weights[i] = (weights[i] as number) + weight;
        subtract(rest, direction, weight);
      });
    }
    const length = Math.sqrt(dot(rest, rest));
    if (!(length > tolerance * Math.sqrt(dot(column, column)))) return;
    q.push(rest.map((value) => value / length));
    r.push([...weights, length]);
    kept.push(index);
  });
  return { q, r, kept };
}

/** What is left of a column beside the columns of the decomposition: y − QQ′y. Cost: O(n·k). */
export function projectOut({ q }: Qr, column: Float64Array): Float64Array {
  const rest = column.slice();
  for (let pass = 0; pass < 2; pass++) for (const direction of q) subtract(rest, direction, dot(direction, rest));
  return rest;
}

/**
 * Least squares: the weights of the original columns whose sum comes closest to y; 0 for a column that was left out.
 * Example: columns (1,1,1), (0,1,2) and y = (1,3,5) give 1 and 2.
 */
export function leastSquares({ q, r, kept }: Qr, y: Float64Array, columnCount: number): number[] {
  const targets = q.map((direction) => dot(direction, y));
  const weights = targets.map(() => 0);
  for (let i = targets.length - 1; i >= 0; i--) {
    let rest = targets[i] as number;
    for (let j = i + 1; j < targets.length; j++) rest -= ((r[j] as number[])[i] as number) * (weights[j] as number);
    weights[i] = rest / ((r[i] as number[])[i] as number);
  }
  const all = new Array<number>(columnCount).fill(0);
  kept.forEach((column, i) => {
    all[column] = weights[i] as number;
  });
  return all;
}

function subtract(from: Float64Array, direction: Float64Array, weight: number): void {
  for (let i = 0; i < from.length; i++) from[i] = (from[i] as number) - weight * (direction[i] as number);
}
