import { dayNumber, dayText } from "../../../functions/lib/instants.ts";

/** Factor on base demand by weekday, Monday first: companies ask on working days. */
const WEEKDAY = [1.14, 1.12, 1.08, 1.05, 1, 0.79, 0.82] as const;
const SEASON_SHARE = 0.18;
const PEAK_DAY_OF_YEAR = 140;
const GROWTH_PER_YEAR = 0.1;
const MONTH_END_DAYS = 3;
const MONTH_END = 1.12;
const HOLIDAY = 0.7;
const BLACK_FRIDAY = 1.35;

/** Factor of a day on demand without advertising: season, weekday, month end, holidays and growth since the first day. */
export function rhythm(day: string, firstDay: string): number {
  const number = dayNumber(day);
  const dayOfYear = number - dayNumber(`${day.slice(0, 4)}-01-01`);
  const season = 1 + SEASON_SHARE * Math.cos((2 * Math.PI * (dayOfYear - PEAK_DAY_OF_YEAR)) / 365);
  const growth = 1 + (GROWTH_PER_YEAR * (number - dayNumber(firstDay))) / 365;
  const isMonthEnd = dayText(number + MONTH_END_DAYS).slice(0, 7) !== day.slice(0, 7);
  const special = isHoliday(day) ? HOLIDAY : isBlackFriday(day) ? BLACK_FRIDAY : 1;
  return (WEEKDAY[(number + 3) % 7] ?? 1) * season * growth * (isMonthEnd ? MONTH_END : 1) * special;
}

/** New Year, Easter Monday, 1 May, 25 and 26 December. */
export function isHoliday(day: string): boolean {
  return ["01-01", "05-01", "12-25", "12-26"].includes(day.slice(5)) || day === easterMonday(Number(day.slice(0, 4)));
}

/** The fourth Friday of November and the three days after it. */
export function isBlackFriday(day: string): boolean {
  const first = dayNumber(`${day.slice(0, 4)}-11-01`);
  // 1970-01-01 was a Thursday, so a Friday is 1 past a multiple of 7.
  const friday = first + ((8 - (first % 7)) % 7) + 21;
  const number = dayNumber(day);
  return number >= friday && number <= friday + 3;
}

/** Gregorian Easter by the anonymous algorithm (Meeus, Astronomical Algorithms, 1991), plus one day. */
function easterMonday(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return dayText(Math.floor(Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1) / 86_400_000) + 1);
}
