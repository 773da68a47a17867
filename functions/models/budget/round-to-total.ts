import { AppError } from "../../lib/errors.ts";

/**
 * Whole numbers that add up to the total exactly, each next to its own amount: all are rounded down, what is missing goes, one unit each, to the
 * largest remainders (Hamilton), ties to the earlier one, never above a ceiling.
 * Example: 33.4, 33.3, 33.3 to 100 gives 34, 33, 33.
 * @param amounts ≥ 0, in the same unit, their sum within one unit per amount of the total
 * @param ceilings largest whole number allowed for each; their sum must reach the total
 * @throws AppError where the ceilings leave no room
 */
export function roundToTotal(amounts: readonly number[], total: number, ceilings: readonly number[]): number[] {
  const whole = amounts.map((amount, i) => Math.min(Math.floor(amount), ceilings[i] as number));
  const order = amounts
    .map((amount, i) => ({ i, remainder: amount - (whole[i] as number) }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  let missing = total - whole.reduce((sum, value) => sum + value, 0);
  while (missing > 0) {
    const before = missing;
    for (const { i } of order) {
      if (missing === 0) break;
      if ((whole[i] as number) >= (ceilings[i] as number)) continue;
      whole[i] = (whole[i] as number) + 1;
      missing -= 1;
    }
    if (missing === before)
      throw new AppError(`expected ceilings that reach ${total}, got ${ceilings.join(", ")}`, { kind: "bug" });
  }
  return whole;
}
