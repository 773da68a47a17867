import { type Calendar, createCalendar } from "./calendar.ts";
import type { MarketSettings } from "./settings.ts";

/** The market's days as accounts and as people of both regions count them. */
export interface Calendars {
  of(accountId: string): Calendar;
  readonly regions: Readonly<Record<"eu" | "us", Calendar>>;
  /** When the last day has ended everywhere. */
  readonly endMs: number;
}

export const REGION_TIME_ZONES = { eu: "Europe/Berlin", us: "America/New_York" } as const;

export function createCalendars({ accounts, firstDay, days }: MarketSettings): Calendars {
  const zones = [...Object.values(REGION_TIME_ZONES), ...accounts.map(({ timeZone }) => timeZone)];
  const inZone = new Map([...new Set(zones)].map((zone) => [zone, createCalendar(zone, firstDay, days)]));
  const zoneOf = new Map(accounts.map(({ accountId, timeZone }) => [accountId, timeZone]));
  return {
    of: (accountId) => {
      const calendar = inZone.get(zoneOf.get(accountId) ?? "");
      if (!calendar)
        throw new RangeError(
          `expected an account of the market (${[...zoneOf.keys()].join(", ")}), got "${accountId}"`,
        );
      return calendar;
    },
    regions: {
      eu: inZone.get(REGION_TIME_ZONES.eu) as Calendar,
      us: inZone.get(REGION_TIME_ZONES.us) as Calendar,
    },
    endMs: Math.max(...[...inZone.values()].map((calendar) => calendar.startMs(days))),
  };
}
