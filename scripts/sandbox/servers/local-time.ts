import { dayNumber, dayText } from "../../../functions/lib/instants.ts";

/** The local day of an instant, `2026-01-31`. */
export function localDay(atMs: number, timeZone: string): string {
  return localText(atMs, timeZone).slice(0, 10);
}

/** As Graph writes instants: local time with the zone's offset, `2026-01-31T10:00:00+0100`. */
export function localTime(atMs: number, timeZone: string): string {
  const local = localText(atMs, timeZone);
  const minutes = Math.round((Date.parse(`${local}Z`) - atMs) / 60_000);
  const hours = Math.floor(Math.abs(minutes) / 60);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${local}${minutes < 0 ? "-" : "+"}${two(hours)}${two(Math.abs(minutes) % 60)}`;
}

/** Hours that the zone is ahead of UTC at an instant. */
export function offsetHours(atMs: number, timeZone: string): number {
  return Math.round((Date.parse(`${localText(atMs, timeZone)}Z`) - atMs) / 60_000) / 60;
}

/** The same day of the month some months earlier; the month's last day where that month is shorter. */
export function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - 1 - months, 1));
  const daysInMonth = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return dayText(dayNumber(first.toISOString().slice(0, 10)) + Math.min(date, daysInMonth) - 1);
}

export function addDays(day: string, days: number): string {
  return dayText(dayNumber(day) + days);
}

/** `2026-01-31T10:00:00`, to the whole second. */
function localText(atMs: number, timeZone: string): string {
  const wholeMs = Math.floor(atMs / 1000) * 1000;
  return new Date(wholeMs).toLocaleString("sv-SE", { timeZone, hourCycle: "h23" }).replace(" ", "T");
}
