import { addDays, dayNumber, daysBetween, dayText, mondayOf } from "./period.ts";

/** Above this many days a chart shows weeks: a point a day would be noise, and half a megabyte. */
const DAYS_SHOWN_SINGLY = 120;

export interface Buckets {
  readonly grain: "day" | "week";
  /** First day of each bucket. */
  readonly starts: readonly string[];
  readonly indexOf: (day: string) => number;
}

/** Days of a range, or its weeks from Monday when the range is long. */
export function bucketsOf(from: string, to: string): Buckets {
  const grain = daysBetween(from, to) > DAYS_SHOWN_SINGLY ? "week" : "day";
  const first = grain === "week" ? mondayOf(from) : from;
  const step = grain === "week" ? 7 : 1;
  const count = Math.floor((dayNumber(to) - dayNumber(first)) / step) + 1;
  return {
    grain,
    starts: Array.from({ length: count }, (_, i) => addDays(first, i * step)),
    indexOf: (day) => Math.floor((dayNumber(day) - dayNumber(first)) / step),
  };
}

/** Day of a cube's row. */
export function dayOfRow(firstDay: string, offset: number): string {
  return dayText(dayNumber(firstDay) + offset);
}
