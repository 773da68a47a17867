import type { Grain } from "./contract.ts";

const DAY_MS = 86_400_000;

/** Whole days since 1970-01-01 of an ISO day. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

/** ISO day of whole days since 1970-01-01. */
export function isoDay(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

export function daysOf(grain: Grain): 1 | 7 {
  return grain === "week" ? 7 : 1;
}

/** Day or week by the smallest distance between neighbouring periods; null where it is neither or a distance is no multiple of it. */
export function grainOf(ascendingDays: readonly number[]): Grain | null {
  const gaps = ascendingDays.slice(1).map((day, i) => day - (ascendingDays[i] as number));
  const smallest = Math.min(...gaps);
  if (smallest !== 1 && smallest !== 7) return null;
  return gaps.every((gap) => gap % smallest === 0) ? (smallest === 7 ? "week" : "day") : null;
}

/** Every period from first to last, in days since 1970. */
export function periodSpine(first: number, last: number, grain: Grain): number[] {
  const step = daysOf(grain);
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) => first + i * step);
}

/** Last day of a period. */
export function lastDayOf(period: string, grain: Grain): string {
  return isoDay(dayNumber(period) + daysOf(grain) - 1);
}
