import { dayNumber } from "../../../../functions/lib/instants.ts";
import { addDays } from "../local-time.ts";
import { invalidArgument } from "./api-error.ts";

/** A date range of a report, both ends included. */
export interface DateRange {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

const MAX_RANGES = 4;

/**
 * Reads `dateRanges`: days, `today`, `yesterday` or `30daysAgo`, in the property's zone.
 * @throws ApiError for no range, too many, or one that is none
 */
export function readDateRanges(ranges: readonly Readonly<Record<string, unknown>>[], today: string): DateRange[] {
  if (ranges.length === 0) throw invalidArgument("A dateRange is required.");
  if (ranges.length > MAX_RANGES)
    throw invalidArgument(
      `Requests are limited to ${MAX_RANGES} dateRanges. This request is for ${ranges.length} dateRanges.`,
    );
  return ranges.map(({ startDate, endDate, name }, i) => {
    const from = readDay(startDate, "startDate", today);
    const to = readDay(endDate, "endDate", today);
    if (from > to) throw invalidArgument(`startDate ${String(startDate)} is after endDate ${String(endDate)}.`);
    return { name: typeof name === "string" ? name : `date_range_${i}`, from, to };
  });
}

function readDay(text: unknown, field: string, today: string): string {
  if (text === "today") return today;
  if (text === "yesterday") return addDays(today, -1);
  const ago = /^(\d{1,5})daysAgo$/.exec(String(text));
  if (ago) return addDays(today, -Number(ago[1]));
  if (typeof text === "string" && isDay(text)) return text;
  throw invalidArgument(
    `Invalid ${field} : ${String(text)}. ${field} must be a date in format YYYY-MM-DD, "NdaysAgo", "yesterday" or "today".`,
  );
}

function isDay(text: string): boolean {
  try {
    dayNumber(text);
    return true;
  } catch {
    return false;
  }
}
