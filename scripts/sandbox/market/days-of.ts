import type { Calendar } from "./calendar.ts";

/** Market days of a range, both ends included; none outside the market. */
export function daysOf(range: { readonly from: string; readonly to: string }, calendar: Calendar): readonly number[] {
  const from = Math.max(0, calendar.index(range.from));
  const to = Math.min(calendar.days - 1, calendar.index(range.to));
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}
