import { quantileSorted } from "../numeric/quantiles.ts";
import type { Estimate } from "./contract.ts";

/**
 * A number with the 5 % and 95 % quantiles of its bootstrap draws. A penalty pulls refits of a refit further than the fit itself, so that
 * the number can lie outside; the interval is then stretched to hold it.
 */
export function intervalOf(value: number, draws: ArrayLike<number>): Estimate {
  const sorted = Float64Array.from(draws).sort();
  return {
    value,
    low: Math.min(value, quantileSorted(sorted, 0.05)),
    high: Math.max(value, quantileSorted(sorted, 0.95)),
  };
}
