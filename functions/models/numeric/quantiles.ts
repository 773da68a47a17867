/**
 * The value below which a share of the values lies, interpolated between neighbours (Hyndman and Fan type 7, as R, NumPy and
 * GoogleSQL's PERCENTILE_CONT): h = (n − 1)p, value = x⌊h⌋ + (h − ⌊h⌋)(x⌊h⌋₊₁ − x⌊h⌋).
 * @param sorted ascending values without NaN, at least one
 * @param share p in 0–1
 * @throws RangeError without values or with a share outside 0–1
 */
export function quantileSorted(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) throw new RangeError("expected at least one value, got none");
  if (!(share >= 0 && share <= 1)) throw new RangeError(`expected a share in 0–1, got ${share}`);
  const position = (sorted.length - 1) * share;
  const below = Math.floor(position);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (position - below) * (high - low);
}

/** The values without NaN, ascending. */
export function sortedKnown(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort();
}

/** The middle value of the known ones; null where none is known. */
export function median(values: ArrayLike<number>): number | null {
  const sorted = sortedKnown(values);
  return sorted.length === 0 ? null : quantileSorted(sorted, 0.5);
}
