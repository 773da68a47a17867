import { AppError } from "../../lib/errors.ts";
import type { Bounds, ResponseCurve } from "./contract.ts";

export interface Allocation {
  readonly spend: readonly number[];
  /** ν: what the last unit of budget brings in every channel that is not at a bound. */
  readonly price: number;
}

const BISECTIONS = 200;

/**
 * The split of a budget that brings most, for concave curves: every channel is filled until its last unit brings the same ν, the clipped
 * spends b_c(ν) add up to the budget (water-filling; exact multiplier bisection). Interior channels end with |slope − ν| ≤ 1e-4·ν.
 * Example: slopes 1/b and 4/b with 50 to spend give 10 and 40, ν = 0.1.
 * @param bounds Σ min ≤ total ≤ Σ max
 * @throws AppError where the bounds cannot add up to the total
 * Cost: O(channels × log² precision) slopes.
 */
export function waterFill(curves: readonly ResponseCurve[], bounds: readonly Bounds[], total: number): Allocation {
  const least = bounds.reduce((sum, { min }) => sum + min, 0);
  const most = bounds.reduce((sum, { max }) => sum + max, 0);
  const slack = 1e-9 * Math.max(1, total);
  if (least > total + slack || most < total - slack)
    throw new AppError(`expected bounds around ${total}, got ${least} … ${most}`, { kind: "bug" });
  const spendAt = (price: number): number[] =>
    curves.map((curve, i) => spendAtPrice(curve, bounds[i] as Bounds, price));
  let low = 0;
  let high = Math.max(...curves.map((curve, i) => curve.slope((bounds[i] as Bounds).min)), 0);
  for (let i = 0; i < BISECTIONS && high - low > 1e-14 * high; i++) {
    const price = (low + high) / 2;
    if (spendAt(price).reduce((sum, spend) => sum + spend, 0) > total) low = price;
    else high = price;
  }
  return { spend: closeGap(spendAt(high), spendAt(low), bounds, total), price: (low + high) / 2 };
}

/** Largest spend within the bounds whose last unit still brings the price. */
function spendAtPrice(curve: ResponseCurve, { min, max }: Bounds, price: number): number {
  if (curve.slope(min) <= price) return min;
  if (curve.slope(max) >= price) return max;
  let low = min;
  let high = max;
  for (let i = 0; i < BISECTIONS && high - low > 1e-12 * high; i++) {
    const spend = (low + high) / 2;
    if (curve.slope(spend) > price) low = spend;
    else high = spend;
  }
  return (low + high) / 2;
}

/** At the price itself flat curves may take anything between the two solutions: they share what is left of the budget, in order. */
function closeGap(
  under: readonly number[],
  over: readonly number[],
  bounds: readonly Bounds[],
  total: number,
): number[] {
  const spend = [...under];
  let left = total - spend.reduce((sum, value) => sum + value, 0);
  const give = (i: number, limit: number): void => {
    const step = Math.max(0, Math.min(left, limit - (spend[i] as number)));
    spend[i] = (spend[i] as number) + step;
    left -= step;
  };
  spend.forEach((_, i) => {
    give(i, over[i] as number);
  });
  spend.forEach((_, i) => {
    give(i, (bounds[i] as Bounds).max);
  });
  return spend;
}
