/** Rank of each value from 1 up, equal values sharing the mean of their ranks: [10, 20, 20] → [1, 2.5, 2.5]. NaN is refused. */
export function midRanks(values: ArrayLike<number>): Float64Array {
  const order = orderAscending(values);
  const ranks = new Float64Array(order.length);
  for (let start = 0; start < order.length; ) {
    const value = values[order[start] as number] as number;
    let end = start + 1;
    while (end < order.length && values[order[end] as number] === value) end++;
    for (let i = start; i < end; i++) ranks[order[i] as number] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}

/** Row numbers by ascending value; equal values keep their order. NaN is refused: it has no place in an order. */
export function orderAscending(values: ArrayLike<number>): Uint32Array {
  const order = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) throw new RangeError(`expected numbers only, got NaN at ${i}`);
    order[i] = i;
  }
  return order.sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
}

/**
 * Spearman's rank correlation: Pearson's correlation of the mid-ranks, −1 … 1; null where either side has one value only.
 * Rows where a side is NaN are left out.
 */
export function spearman(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  const both: number[] = [];
  for (let i = 0; i < a.length; i++) if (!Number.isNaN(a[i]) && !Number.isNaN(b[i])) both.push(i);
  const x = midRanks(both.map((i) => a[i] as number));
  const y = midRanks(both.map((i) => b[i] as number));
  const mean = (both.length + 1) / 2;
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let i = 0; i < both.length; i++) {
    const dx = (x[i] as number) - mean;
    const dy = (y[i] as number) - mean;
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xx === 0 || yy === 0 ? null : xy / Math.sqrt(xx * yy);
}
