import { dayNumber, dayText } from "../../../../../functions/lib/instants.ts";
import { queryRefusal } from "../failure.ts";

/** Days from … to as offsets of today; weeks and months need the calendar. */
type Period = (today: number) => readonly [number, number];

const lastDays =
  (days: number): Period =>
  (today) => [today - days, today - 1];
/** Day 0 is 1970-01-01, a Thursday. */
const daysSince = (today: number, firstWeekday: 0 | 1): number => (today + 4 - firstWeekday + 7) % 7;
const thisWeek =
  (firstWeekday: 0 | 1): Period =>
  (today) => [today - daysSince(today, firstWeekday), today];
const lastWeek =
  (firstWeekday: 0 | 1, days: 5 | 7): Period =>
  (today) => {
    const from = today - daysSince(today, firstWeekday) - 7;
    return [from, from + days - 1];
  };
const firstOfMonth = (today: number): number => dayNumber(`${dayText(today).slice(0, 7)}-01`);

const PERIODS: Readonly<Record<string, Period>> = {
  TODAY: (today) => [today, today],
  YESTERDAY: (today) => [today - 1, today - 1],
  LAST_7_DAYS: lastDays(7),
  LAST_14_DAYS: lastDays(14),
  LAST_30_DAYS: lastDays(30),
  LAST_BUSINESS_WEEK: lastWeek(1, 5),
  LAST_WEEK_MON_SUN: lastWeek(1, 7),
  LAST_WEEK_SUN_SAT: lastWeek(0, 7),
  THIS_WEEK_MON_TODAY: thisWeek(1),
  THIS_WEEK_SUN_TODAY: thisWeek(0),
  THIS_MONTH: (today) => [firstOfMonth(today), today],
  LAST_MONTH: (today) => [firstOfMonth(firstOfMonth(today) - 1), firstOfMonth(today) - 1],
};

/** The days of a DURING literal, seen from a day of the account. */
export function periodDays(name: string, today: string): { readonly from: string; readonly to: string } {
  const period = PERIODS[name.toUpperCase()];
  if (!period)
    throw queryRefusal("INVALID_VALUE_WITH_DURING_OPERATOR", `The value '${name}' is not a date range literal.`);
  const [from, to] = period(dayNumber(today));
  return { from: dayText(from), to: dayText(to) };
}
