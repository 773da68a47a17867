import type { Bounds, BudgetChannel } from "./contract.ts";
import type { BudgetSettings } from "./settings.ts";

/**
 * How far each channel may move in a plan of `total`. A held channel stays. Another may change by ± bounds of its part of the plan (its
 * current spend × scale) and must keep its share of the total within min_share … max_share; where both cannot be had, the share gives way
 * as little as needed and is named. No spend now stays no spend: a model has nothing to say about it, and it frees nothing.
 * Example: spend 100 of 1,000, ± 30 %, shares 5–60 %: 70 … 130. Spend 20 of 1,000: 26 … 26, min_share relaxed to 0.026.
 * @param planned spend of each channel in the unchanged plan of that total, minor units of the currency
 * @param total minor units
 */
export function channelBounds(
  channels: readonly BudgetChannel[],
  planned: readonly number[],
  total: number,
  { bounds, min_share, max_share }: Pick<BudgetSettings, "bounds" | "min_share" | "max_share">,
): Bounds[] {
  return channels.map(({ channel, held }, i) => {
    const plan = planned[i] as number;
    if (held !== null || plan === 0) return { min: plan, max: plan, relaxed: null };
    const least = Math.floor(plan * (1 - bounds));
    const most = Math.ceil(plan * (1 + bounds));
    const shareLeast = Math.floor(min_share * total);
    const shareMost = Math.ceil(max_share * total);
    if (shareLeast > most)
      return { min: most, max: most, relaxed: `min_share of ${channel} relaxed to ${share(most, total)}` };
    if (shareMost < least)
      return { min: least, max: least, relaxed: `max_share of ${channel} relaxed to ${share(least, total)}` };
    return { min: Math.max(least, shareLeast), max: Math.min(most, shareMost), relaxed: null };
  });
}

/**
 * Why the bounds cannot add up to the total, with the smallest change that would make them; null where they can.
 * Example: two channels of at most 130 for a total of 300: "bounds 0.3 must be at least 0.5".
 */
export function infeasibility(
  channels: readonly BudgetChannel[],
  planned: readonly number[],
  total: number,
  settings: Pick<BudgetSettings, "bounds" | "min_share" | "max_share">,
): string | null {
  const fits = (trial: Pick<BudgetSettings, "bounds" | "min_share" | "max_share">): boolean => {
    const all = channelBounds(channels, planned, total, trial);
    return sumOf(all, "min") <= total && sumOf(all, "max") >= total;
  };
  if (fits(settings)) return null;
  const short = sumOf(channelBounds(channels, planned, total, settings), "max") < total;
  const movable = channels.some(({ held }, i) => held === null && (planned[i] as number) > 0);
  if (!movable) return "no channel may move, so the total must stay as it is";
  const shareKey = short ? "max_share" : "min_share";
  const relaxedShare = bisect(settings[shareKey], short ? 1 : 0, (value) => fits({ ...settings, [shareKey]: value }));
  if (relaxedShare !== null)
    return `${shareKey} ${settings[shareKey]} must be ${short ? "at least" : "at most"} ${relaxedShare}`;
  const relaxedBounds = bisect(settings.bounds, 10, (value) =>
    fits({ ...settings, bounds: value, [shareKey]: short ? 1 : 0 }),
  );
  return relaxedBounds === null
    ? "no bounds reach this total"
    : `bounds ${settings.bounds} must be at least ${relaxedBounds}`;
}

const RELAXATION_STEPS = 40;

/** The value nearest to `from` at which it fits, to 4 decimals on the fitting side; null if not even at `to`. */
function bisect(from: number, to: number, fits: (value: number) => boolean): number | null {
  if (!fits(to)) return null;
  let no = from;
  let yes = to;
  for (let i = 0; i < RELAXATION_STEPS; i++) {
    const middle = (no + yes) / 2;
    if (fits(middle)) yes = middle;
    else no = middle;
  }
  const outward = to > from ? 1 : -1;
  const rounded = (outward * Math.ceil(outward * yes * 1e4 - 1e-6)) / 1e4;
  return fits(rounded) ? rounded : Math.round((rounded + outward * 1e-4) * 1e4) / 1e4;
}

function sumOf(bounds: readonly Bounds[], side: "min" | "max"): number {
  return bounds.reduce((sum, bound) => sum + bound[side], 0);
}

function share(part: number, whole: number): string {
  return (part / whole).toFixed(4);
}
