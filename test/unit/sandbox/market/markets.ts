import { createMarket } from "../../../../scripts/sandbox/market/market.ts";
import { defaultMarketSettings, type MarketSettings } from "../../../../scripts/sandbox/market/settings.ts";

/** Five months with every account, quick to read in full. */
export const smallSettings: MarketSettings = { ...defaultMarketSettings, days: 150, contacts: 2000 };
export const small = createMarket(smallSettings);

export const DAY_MS = 86_400_000;
/** An instant after everything. */
export const FOREVER_MS = Date.parse("2030-01-01T00:00:00Z");

/** Whole range of an account, as seen at an instant. */
export function all(accountId: string, observedMs = FOREVER_MS) {
  return { accountId, from: small.firstDay, to: small.lastDay, observedMs };
}

export const accountsOf = (platform: "google_ads" | "facebook_ads") =>
  small.accounts.filter((account) => account.platform === platform);

/** Sums a measure by key. */
export function sumBy<Row>(rows: Iterable<Row>, key: (row: Row) => string, value: (row: Row) => number) {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(key(row), (sums.get(key(row)) ?? 0) + value(row));
  return sums;
}

/** Drops zeros, which a report leaves out. */
export const withoutZeros = (sums: ReadonlyMap<string, number>): Map<string, number> =>
  new Map([...sums].filter(([, value]) => value !== 0).sort());
