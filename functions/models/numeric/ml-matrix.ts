import { Matrix as MlMatrix } from "ml-matrix";
import type { Matrix } from "./matrix.ts";

/** The one door to ml-matrix: our matrix as its kind, copied. */
export function toMlMatrix(x: Matrix): MlMatrix {
  return MlMatrix.from1DArray(x.rows, x.cols, x.data);
}
