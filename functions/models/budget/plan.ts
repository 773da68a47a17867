import type { BudgetChannel } from "./contract.ts";
import { toMinorUnits } from "./minor-units.ts";
import { roundToTotal } from "./round-to-total.ts";

/** Today's split at another total, whole minor units of the currency. */
export interface UnchangedPlan {
  readonly total: number;
  readonly spend: readonly number[];
}

/**
 * The plan nobody optimised: held channels stay, the others grow or shrink by one factor so that all add up to level × today's total.
 * Example: 60 held, 40 and 100 free, level 1.1: total 220, free spend × 160/140: 60, 46, 114 (whole units).
 * @returns null where the held channels alone exceed the total, or nothing can take up a difference
 */
export function unchangedPlan(channels: readonly BudgetChannel[], level: number, digits: number): UnchangedPlan | null {
  const current = channels.map(({ currentSpend }) => Number(toMinorUnits(currentSpend, digits)));
  const now = current.reduce((sum, spend) => sum + spend, 0);
  const total = Math.round(level * now);
  const held = current.reduce((sum, spend, i) => sum + (channels[i]?.held === null ? 0 : spend), 0);
  const free = now - held;
  if (total === now) return { total, spend: current };
  if (total < held || free === 0) return null;
  const factor = (total - held) / free;
  const wanted = current.map((spend, i) => (channels[i]?.held === null ? spend * factor : spend));
  const ceilings = wanted.map((spend, i) =>
    channels[i]?.held === null && spend > 0 ? Number.MAX_SAFE_INTEGER : spend,
  );
  return { total, spend: roundToTotal(wanted, total, ceilings) };
}
