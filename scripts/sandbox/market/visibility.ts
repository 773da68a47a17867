import type { Calendar } from "./calendar.ts";
import type { Delivery } from "./delivery.ts";

/** How much of a campaign's day an observer sees. */
export interface Visibility {
  /** Part of the day that is over, 0 … 1; 0 shows nothing. */
  readonly share: number;
  /** Part of the final cost shown on top until clicks are checked, ≥ 0. */
  readonly provisionalCostShare: number;
}

const NOTHING: Visibility = { share: 0, provisionalCostShare: 0 };
/** Invalid clicks are credited this many days after the day's end. */
const CHECKED_AFTER_MS = 2.5 * 86_400_000;
const MAX_PROVISIONAL_SHARE = 0.008;

/** What reports show of day `t` of a campaign at an instant. */
export function visibilityOf(delivery: Delivery, calendar: Calendar, t: number, observedMs: number): Visibility {
  const startMs = calendar.startMs(t);
  const endMs = calendar.startMs(t + 1);
  const voidedMs = delivery.voidedMs[t] as number;
  if (observedMs <= startMs || observedMs < (delivery.lateMs[t] as number)) return NOTHING;
  if (voidedMs > 0 && observedMs >= voidedMs) return NOTHING;
  const share = Math.min(1, (observedMs - startMs) / (endMs - startMs));
  const clicks = delivery.clicks[t] as number;
  const isChecked = observedMs >= endMs + CHECKED_AFTER_MS;
  return { share, provisionalCostShare: isChecked ? 0 : (MAX_PROVISIONAL_SHARE * ((clicks * 37) % 101)) / 100 };
}

/** Whether day `t` counts in the end: it delivered and was not taken back. */
export function isFinal(delivery: Delivery, t: number): boolean {
  return (delivery.costMicros[t] as number) > 0 && delivery.voidedMs[t] === 0;
}
