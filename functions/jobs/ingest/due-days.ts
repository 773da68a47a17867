import type { ReportDefinition } from "../../sources/source.ts";
import { addDays, daysFromTo, localDay, monthStart, weekStart } from "./local-day.ts";

/** The last reading of a day that was published. */
export interface DayReading {
  readonly readStartedAt: Date;
  /** True when this very run read it. */
  readonly isOfThisRun: boolean;
}

export interface DueDaysInput {
  readonly report: Pick<ReportDefinition, "lookBackDays" | "retentionDays" | "isReadOnce">;
  /** Readings by day. */
  readonly readings: ReadonlyMap<string, DayReading>;
  /** The account's day now. */
  readonly today: string;
  readonly timeZone: string;
  /** UTC day of the run: its week and month are those of the tiers. */
  readonly logicalDate: string;
}

/** A click may be delivered some hours after its day has ended; a day is not final before. */
const LATE_MS = 6 * 3_600_000;

/**
 * Days that a night has to read, in order. Nightly: the look-back with today, once a run. Weekly and monthly: older days
 * that were not read since the week or month began, so that a night that was missed, or failed half way, is caught up by
 * the next. Days without a reading since the first that has one are due however old, so that no gap remains where nights
 * were missed or only the newer of several ranges could be read; and a day that was last read while a look-back still held
 * it is read once more after it, so that what stays is what the platform said in the end. Days that the platform no longer
 * keeps are never asked for.
 */
export function dueDays(input: DueDaysInput): readonly string[] {
  const { report, today } = input;
  const oldest = oldestKept(report, today);
  const due = report.isReadOnce === true ? missingOnce(input) : dueOfTiers(input);
  return [...due].filter((day) => oldest === null || day >= oldest).sort();
}

/** The oldest day that the platform still keeps; null: all of them. */
export function oldestKept({ retentionDays }: Pick<ReportDefinition, "retentionDays">, today: string): string | null {
  return retentionDays === undefined ? null : addDays(today, 1 - retentionDays);
}

function dueOfTiers(input: DueDaysInput): ReadonlySet<string> {
  const { report, readings, today, logicalDate } = input;
  const { nightly = null, weekly = null, monthly = null } = report.lookBackDays ?? {};
  const daysBack = (days: number, until: string): readonly string[] => {
    const from = addDays(today, 1 - days);
    return [...unread(input, earlier(addDays(from, -1), until)), ...daysFromTo(from, until)];
  };
  const due = new Set<string>();
  if (nightly !== null) {
    const days = [...daysBack(nightly, today), ...unsettled(input, nightly)];
    for (const day of days) if (readings.get(day)?.isOfThisRun !== true) due.add(day);
  }
  for (const [days, start] of [
    [weekly, weekStart(logicalDate)],
    [monthly, monthStart(logicalDate)],
  ] as const) {
    if (days === null) continue;
    // Without a nightly tier a day of this week would be due every night: it waits for the next week.
    const until = nightly === null && readings.size > 0 ? earlier(today, addDays(start, -1)) : today;
    const startedAt = new Date(`${start}T00:00:00Z`);
    for (const day of [...daysBack(days, until), ...unsettled(input, days)]) {
      const reading = readings.get(day);
      if (reading === undefined || reading.readStartedAt < startedAt) due.add(day);
    }
  }
  return due;
}

/** Days older than a look-back whose last reading was not. */
function unsettled({ readings, today, timeZone }: DueDaysInput, days: number): readonly string[] {
  const before = addDays(today, 1 - days);
  return [...readings].flatMap(([day, { readStartedAt }]) =>
    day < before && localDay(readStartedAt, timeZone) < addDays(day, days) ? [day] : [],
  );
}

/** Days that have ended and that no reading after their end has brought. */
function missingOnce({ report, readings, today, timeZone }: DueDaysInput): ReadonlySet<string> {
  const days = Math.max(report.lookBackDays?.nightly ?? 0, report.lookBackDays?.weekly ?? 0);
  const isFinal = (day: string): boolean => {
    const reading = readings.get(day);
    return reading !== undefined && localDay(new Date(reading.readStartedAt.getTime() - LATE_MS), timeZone) > day;
  };
  return new Set(daysFromTo(addDays(today, 1 - days), addDays(today, -1)).filter((day) => !isFinal(day)));
}

/** Days without a reading, after the first that has one. */
function unread({ readings }: DueDaysInput, until: string): readonly string[] {
  const [first] = [...readings.keys()].sort();
  return first === undefined ? [] : daysFromTo(first, until).filter((day) => !readings.has(day));
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}
