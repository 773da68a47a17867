/** Numbers in rows and columns, row-major: cell (i, j) is data[i * cols + j]. NaN is a missing value. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  readonly data: Float64Array;
}

/** A matrix of zeros. */
export function zeros(rows: number, cols: number): Matrix {
  return { rows, cols, data: new Float64Array(rows * cols) };
}

/** A matrix from equally long rows; throws RangeError where one differs. */
export function fromRows(rows: readonly (readonly number[])[], cols = rows[0]?.length ?? 0): Matrix {
  const result = zeros(rows.length, cols);
  rows.forEach((row, i) => {
    if (row.length !== cols) throw new RangeError(`expected ${cols} columns, got ${row.length} in row ${i}`);
    result.data.set(row, i * cols);
  });
  return result;
}

/** Column j as a new array. */
export function columnOf(x: Matrix, j: number): Float64Array {
  if (j < 0 || j >= x.cols) throw new RangeError(`expected a column in 0 … ${x.cols - 1}, got ${j}`);
  const values = new Float64Array(x.rows);
  for (let i = 0; i < x.rows; i++) values[i] = x.data[i * x.cols + j] as number;
  return values;
}

/** The rows of the given indices, in their order. */
export function selectRows(x: Matrix, rows: ArrayLike<number>): Matrix {
  const result = zeros(rows.length, x.cols);
  for (let i = 0; i < rows.length; i++) {
    const from = (rows[i] as number) * x.cols;
    result.data.set(x.data.subarray(from, from + x.cols), i * x.cols);
  }
  return result;
}

/** The columns of the given indices, in their order. */
export function selectColumns(x: Matrix, columns: readonly number[]): Matrix {
  const result = zeros(x.rows, columns.length);
  for (let i = 0; i < x.rows; i++) {
    for (let j = 0; j < columns.length; j++) {
      result.data[i * columns.length + j] = x.data[i * x.cols + (columns[j] as number)] as number;
    }
  }
  return result;
}
