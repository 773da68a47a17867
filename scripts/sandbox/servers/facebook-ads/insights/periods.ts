import { dayNumber } from "../../../../../functions/lib/instants.ts";
import { addDays, monthsBefore } from "../../local-time.ts";
import { GraphError, invalidParameter } from "../graph/graph-error.ts";
import { type GraphRequest, jsonParam, textParam } from "../graph/graph-request.ts";

/** Days of one row, both ends included: `date_start`, `date_stop`. */
export interface Period {
  readonly since: string;
  readonly until: string;
}

const RETENTION_MONTHS = 37;
const MAX_INCREMENT_DAYS = 90;
const PRESETS: Readonly<Record<string, (today: string) => Period>> = {
  today: (today) => ({ since: today, until: today }),
  yesterday: (today) => ({ since: addDays(today, -1), until: addDays(today, -1) }),
  last_3d: (today) => lastDays(today, 3),
  last_7d: (today) => lastDays(today, 7),
  last_14d: (today) => lastDays(today, 14),
  last_28d: (today) => lastDays(today, 28),
  last_30d: (today) => lastDays(today, 30),
  last_90d: (today) => lastDays(today, 90),
  maximum: (today) => ({ since: addDays(monthsBefore(today, RETENTION_MONTHS), 1), until: today }),
};

/**
 * Periods that rows stand for: the range cut by `time_increment`, or each of `time_ranges`.
 * @throws GraphError for a range that is none, or that starts more than 37 months before the account's today
 */
export function readPeriods(request: GraphRequest, today: string): readonly Period[] {
  const ranges = jsonParam(request, "time_ranges");
  if (ranges !== undefined) {
    if (!Array.isArray(ranges) || ranges.length === 0) throw invalidParameter("Param time_ranges must be an array.");
    return ranges.map((range, i) => checked(range, `time_ranges[${i}]`, today));
  }
  const range = jsonParam(request, "time_range");
  const whole = range === undefined ? preset(request, today) : checked(range, "time_range", today);
  return cut(whole, textParam(request, "time_increment") ?? "all_days");
}

function preset(request: GraphRequest, today: string): Period {
  const name = textParam(request, "date_preset") ?? "last_30d";
  const period = PRESETS[name];
  if (!period)
    throw invalidParameter(`Param date_preset must be one of {${Object.keys(PRESETS).join(", ")}} - got "${name}".`);
  return period(today);
}

function lastDays(today: string, days: number): Period {
  return { since: addDays(today, -days), until: addDays(today, -1) };
}

function checked(range: unknown, param: string, today: string): Period {
  const { since, until } = (typeof range === "object" && range !== null ? range : {}) as Record<string, unknown>;
  if (!isDay(since)) throw invalidParameter(`Param ${param}[since] must be a date like YYYY-MM-DD - got "${since}".`);
  if (!isDay(until)) throw invalidParameter(`Param ${param}[until] must be a date like YYYY-MM-DD - got "${until}".`);
  if (since > until) throw invalidParameter(`Start date ${since} must not be later than end date ${until}`);
  if (since < monthsBefore(today, RETENTION_MONTHS))
    throw new GraphError({
      message: "(#3018) The start date of the time range cannot be beyond 37 months from the current date",
      code: 3018,
    });
  return { since, until };
}

function isDay(value: unknown): value is string {
  if (typeof value !== "string") return false;
  try {
    dayNumber(value);
    return true;
  } catch {
    return false;
  }
}

function cut({ since, until }: Period, increment: string): readonly Period[] {
  if (increment === "all_days") return [{ since, until }];
  const days = Number(increment);
  const isMonthly = increment === "monthly";
  if (!isMonthly && !(Number.isInteger(days) && days >= 1 && days <= MAX_INCREMENT_DAYS))
    throw invalidParameter(
      `Param time_increment must be an integer between 1 and ${MAX_INCREMENT_DAYS}, "monthly" or "all_days" - got "${increment}".`,
    );
  const periods: Period[] = [];
  for (let from = since; from <= until; ) {
    const last = isMonthly ? endOfMonth(from) : addDays(from, days - 1);
    periods.push({ since: from, until: last < until ? last : until });
    from = addDays(last, 1);
  }
  return periods;
}

function endOfMonth(day: string): string {
  return addDays(`${addDays(`${day.slice(0, 7)}-01`, 31).slice(0, 7)}-01`, -1);
}
