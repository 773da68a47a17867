import { dayNumber, dayText } from "../../lib/instants.ts";

/** Building a format costs a thousand times as much as using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** The day on the wall calendar of an IANA zone at an instant, `2026-01-31`. */
export function localDay(at: Date, timeZone: string): string {
  const parts = formatOf(timeZone).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((candidate) => candidate.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  formats.set(timeZone, format);
  return format;
}

export function addDays(day: string, days: number): string {
  return dayText(dayNumber(day) + days);
}

/** Every day from `from` to `to`, both included; none where `to` is earlier. */
export function daysFromTo(from: string, to: string): readonly string[] {
  const first = dayNumber(from);
  return Array.from({ length: Math.max(0, dayNumber(to) - first + 1) }, (_, i) => dayText(first + i));
}

/** Monday of the day's week. */
export function weekStart(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}

export function monthStart(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/** Days in order as ranges without a gap, none longer than `maxDays`. */
export function toRanges(days: readonly string[], maxDays: number): readonly DayRange[] {
  const ranges: { from: string; to: string; length: number }[] = [];
  for (const day of days) {
    const last = ranges.at(-1);
    if (last !== undefined && last.length < maxDays && addDays(last.to, 1) === day) {
      last.to = day;
      last.length += 1;
    } else ranges.push({ from: day, to: day, length: 1 });
  }
  return ranges.map(({ from, to }) => ({ from, to }));
}
