/** Equally long columns of numbers, each an array of its own: what regressions walk through column by column. */
export type Columns = readonly Float64Array[];

/** Sum of products. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] as number;
  return total;
}

/** Arithmetic mean; NaN of nothing, which callers exclude. */
export function mean(values: ArrayLike<number>): number {
  return sum(values) / values.length;
}

/** Standard deviation with divisor n, as scikit-learn's StandardScaler. */
export function standardDeviation(values: ArrayLike<number>): number {
  const centre = mean(values);
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += ((values[i] as number) - centre) ** 2;
  return Math.sqrt(squares / values.length);
}

/** Pearson's correlation in −1 … 1; null where a side does not vary. */
export function correlation(a: Float64Array, b: Float64Array): number | null {
  const spread = standardDeviation(a) * standardDeviation(b);
  if (!(spread > 0)) return null;
  const meanA = mean(a);
  const meanB = mean(b);
  let products = 0;
  for (let i = 0; i < a.length; i++) products += ((a[i] as number) - meanA) * ((b[i] as number) - meanB);
  return products / a.length / spread;
}
