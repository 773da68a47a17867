import { dayNumber, dayText } from "../../../../../functions/lib/instants.ts";
import { DATE_SEGMENT } from "../catalogue/segments.ts";
import { queryRefusal, Refusal } from "../failure.ts";
import type { Condition } from "../gaql/query.ts";
import { periodDays } from "./during.ts";
import { dateOf } from "./filter.ts";

export interface DayLimits {
  readonly from: string;
  readonly to: string;
}

const MONTHS_KEPT = 37;
const CLICK_DAYS_KEPT = 90;
const EVER = "9999-12-31";
const NEVER = "0000-01-01";

/**
 * Days that the conditions on `segments.date` leave; null without any.
 * @throws Refusal where a date is selected and the range is open, empty, or older than what is kept by day
 */
export function daysOf(
  conditions: readonly Condition[],
  {
    today,
    isSelected,
    isClickView,
  }: { readonly today: string; readonly isSelected: boolean; readonly isClickView: boolean },
): DayLimits | null {
  const limits = conditions
    .filter(({ field }) => field === DATE_SEGMENT)
    .map((condition) => limitsOf(condition, today))
    .reduce((all, one) => ({ from: later(all.from, one.from), to: earlier(all.to, one.to) }), {
      from: NEVER,
      to: EVER,
    });
  const isClosed = limits.from !== NEVER && limits.to !== EVER;
  if (isClickView) return clickDay(limits, today);
  if (isSelected && !isClosed)
    throw queryRefusal(
      "EXPECTED_FILTERS_ON_DATE_RANGE",
      "Expects filters on the following field to limit a finite date range: 'segments.date'",
    );
  if (limits.from > limits.to)
    throw queryRefusal("DATE_RANGE_TOO_NARROW", "Filters on segments.date have a start date after the end date.");
  if (isSelected && limits.from < oldestDay(today))
    throw new Refusal(400, {
      errorCode: { dateRangeError: "REQUESTED_DATE_GRANULARITY_NOT_SUPPORTED" },
      message: `The requested time granularity is not supported for the date range in the query. Metrics with daily, hourly, or weekly segmentation are only available for the last ${MONTHS_KEPT} months.`,
    });
  return limits.from === NEVER && limits.to === EVER ? null : limits;
}

function limitsOf(condition: Condition, today: string): DayLimits {
  const { field } = condition;
  if (condition.kind === "during") return periodDays(condition.period, today);
  if (condition.kind === "between")
    return { from: dateOf(condition.low.text, field), to: dateOf(condition.high.text, field) };
  if (condition.kind !== "comparison" || condition.operator === "!=")
    throw queryRefusal("OPERATOR_FIELD_MISMATCH", `The operator used on field '${field}' is not applicable to it.`);
  const day = dateOf(condition.value.text, field);
  switch (condition.operator) {
    case "=":
      return { from: day, to: day };
    case "<":
      return { from: NEVER, to: dayText(dayNumber(day) - 1) };
    case "<=":
      return { from: NEVER, to: day };
    case ">":
      return { from: dayText(dayNumber(day) + 1), to: EVER };
    case ">=":
      return { from: day, to: EVER };
  }
}

function clickDay(limits: DayLimits, today: string): DayLimits {
  if (limits.from !== limits.to)
    throw new Refusal(400, {
      errorCode: { clickViewError: "EXPECTED_FILTER_ON_A_SINGLE_DAY" },
      message: "Missing filter on a single day.",
    });
  if (dayNumber(today) - dayNumber(limits.from) > CLICK_DAYS_KEPT)
    throw new Refusal(400, {
      errorCode: { clickViewError: "DATE_TOO_OLD" },
      message: "The requested date is too old.",
    });
  return limits;
}

/** The same day of the month 37 months ago. */
function oldestDay(today: string): string {
  const [year = 0, month = 1, day = 1] = today.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - 1 - MONTHS_KEPT, 1));
  const lastOfMonth = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, lastOfMonth));
  return first.toISOString().slice(0, 10);
}

const later = (a: string, b: string): string => (a > b ? a : b);
const earlier = (a: string, b: string): string => (a < b ? a : b);
