const DAY_MS = 86_400_000;

/** Whole days since 1970-01-01. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

export function dayText(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** `addDays("2026-01-31", 1)` is `2026-02-01`. */
export function addDays(day: string, days: number): string {
  return dayText(dayNumber(day) + days);
}

/** Days from one day to another, both counted: 1 for the same day. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from) + 1;
}

/** The Monday of a day's week. 1970-01-01 was a Thursday. */
export function mondayOf(day: string): string {
  const number = dayNumber(day);
  return dayText(number - ((((number + 3) % 7) + 7) % 7));
}

/** The range of equal length that ends the day before. */
export function previousRange(from: string, to: string): { readonly from: string; readonly to: string } {
  return { from: addDays(from, -daysBetween(from, to)), to: addDays(from, -1) };
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `14 May 2026`. */
export function readableDay(day: string): string {
  return `${Number(day.slice(8, 10))} ${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
}

/** `14 May`. */
export function shortDay(day: string): string {
  return `${Number(day.slice(8, 10))} ${MONTHS[Number(day.slice(5, 7)) - 1]}`;
}
