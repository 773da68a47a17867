import { dayNumber, dayText } from "../../../functions/lib/instants.ts";

/** The days of a market in one time zone, by their index from 0. */
export interface Calendar {
  readonly days: number;
  /** Text of day `t`; also for days outside the market. */
  day(t: number): string;
  /** Index of a day; outside 0 … days − 1 if the market does not have it. */
  index(day: string): number;
  /** When day `t` begins; `t` = days is the end of the last one. */
  startMs(t: number): number;
  /** Index of the local day that holds an instant, clamped to the market. */
  indexAt(atMs: number): number;
}

const DAY_MS = 86_400_000;

/** @throws RangeError for a time zone that the runtime does not know */
export function createCalendar(timeZone: string, firstDay: string, days: number): Calendar {
  const first = dayNumber(firstDay);
  const offset = offsetIn(timeZone);
  const starts = Float64Array.from({ length: days + 1 }, (_, t) => {
    const midnightMs = (first + t) * DAY_MS;
    // The offset at UTC midnight may be the other side of a clock change, so look again at the instant found.
    return midnightMs - offset(midnightMs - offset(midnightMs));
  });
  const texts = Array.from({ length: days }, (_, t) => dayText(first + t));
  return {
    days,
    day: (t) => texts[t] ?? dayText(first + t),
    index: (day) => dayNumber(day) - first,
    startMs: (t) => starts[t] as number,
    indexAt: (atMs) => {
      let t = Math.min(Math.max(Math.floor(atMs / DAY_MS) - first - 1, 0), days - 1);
      while (t < days - 1 && (starts[t + 1] as number) <= atMs) t++;
      return t;
    },
  };
}

/** Milliseconds that a zone's clocks are ahead of UTC at an instant. */
function offsetIn(timeZone: string): (atMs: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (atMs) => {
    const part = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - atMs;
  };
}
