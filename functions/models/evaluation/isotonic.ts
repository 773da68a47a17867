import { orderAscending } from "../numeric/ranks.ts";

/** Steps of a rate that never falls: at score `scores[i]` the rate is `rates[i]`, between two scores interpolated. */
export interface IsotonicCurve {
  readonly scores: readonly number[];
  readonly rates: readonly number[];
}

/** Neighbouring scores that share a rate. */
interface Block {
  readonly low: number;
  readonly high: number;
  readonly sum: number;
  readonly n: number;
}

/**
 * The non-falling curve nearest to the outcomes in least squares: pool adjacent violators (Ayer 1955). Rows of equal score are one
 * point first. Example: outcomes 0, 1, 0, 1 in order of score → rates 0, ½, ½, 1.
 * @throws RangeError without rows
 */
export function fitIsotonic(scores: ArrayLike<number>, y: ArrayLike<number>): IsotonicCurve {
  if (scores.length === 0) throw new RangeError("expected at least one row, got none");
  const points: Block[] = [];
  for (const row of orderAscending(scores)) {
    const score = scores[row] as number;
    const last = points.at(-1);
    const label = y[row] as number;
    if (last !== undefined && last.high === score) {
      points[points.length - 1] = { ...last, sum: last.sum + label, n: last.n + 1 };
    } else {
      points.push({ low: score, high: score, sum: label, n: 1 });
    }
  }
  return toCurve(poolViolators(points));
}

/** Rate at a score; below the first and above the last step the ends hold. */
export function isotonicRate(curve: IsotonicCurve, score: number): number {
  const { scores, rates } = curve;
  let low = 0;
  let high = scores.length - 1;
  if (score <= (scores[low] as number)) return rates[low] as number;
  if (score >= (scores[high] as number)) return rates[high] as number;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((scores[middle] as number) <= score) low = middle;
    else high = middle;
  }
  const from = scores[low] as number;
  const share = (score - from) / ((scores[high] as number) - from);
  return (rates[low] as number) + share * ((rates[high] as number) - (rates[low] as number));
}

function poolViolators(points: readonly Block[]): readonly Block[] {
  const pooled: Block[] = [];
  for (const point of points) {
    let block = point;
    for (
      let last = pooled.at(-1);
      last !== undefined && last.sum * block.n >= block.sum * last.n;
      last = pooled.at(-1)
    ) {
      pooled.pop();
      block = { low: last.low, high: block.high, sum: last.sum + block.sum, n: last.n + block.n };
    }
    pooled.push(block);
  }
  return pooled;
}

function toCurve(blocks: readonly Block[]): IsotonicCurve {
  const scores: number[] = [];
  const rates: number[] = [];
  for (const { low, high, sum, n } of blocks) {
    for (const score of low === high ? [low] : [low, high]) {
      scores.push(score);
      rates.push(sum / n);
    }
  }
  return { scores, rates };
}
