import type { RawRow, SourceAccount } from "../../../../functions/sources/source.ts";
import { createMarket, type Market } from "../../../../scripts/sandbox/market/market.ts";
import { defaultMarketSettings } from "../../../../scripts/sandbox/market/settings.ts";
import type { Fault, FaultContext, FaultPlan } from "../../../../scripts/sandbox/servers/faults.ts";
import { serveGoogleAds } from "../../../../scripts/sandbox/servers/google-ads/server.ts";
import { SECRETS, type TestSource, testSource } from "../../../unit/sources/google-ads/reading.ts";

/** A market of 40 days, looked at on its 39th: late conversions of its last weeks are still to come. */
export const NOW = "2025-06-08T12:00:00Z";
export const EUROPE: SourceAccount = {
  accountId: "1234567890",
  name: "Velo Works Europe",
  currencyCode: "EUR",
  timeZone: "Europe/Berlin",
  via: "9876543210",
  problem: null,
};
export const AMERICA: SourceAccount = {
  ...EUROPE,
  accountId: "2345678901",
  name: "Velo Works North America",
  currencyCode: "USD",
  timeZone: "America/New_York",
};

let built: Market | undefined;

export function market(): Market {
  built ??= createMarket({ ...defaultMarketSettings, days: 40, contacts: 200 });
  return built;
}

export interface World extends TestSource {
  readonly requests: readonly FaultContext[];
  close(): Promise<void>;
}

/** The reader and the sandbox's Google Ads over one market. */
export async function world(
  options: {
    readonly now?: string;
    readonly faults?: FaultPlan;
    readonly settings?: object;
    readonly oauth?: object;
    readonly timeouts?: { readonly totalMs: number; readonly idleMs: number };
  } = {},
): Promise<World> {
  const { now = NOW, faults, settings, oauth, timeouts } = options;
  const requests: FaultContext[] = [];
  const server = await serveGoogleAds({
    market: market(),
    nowMs: () => Date.parse(now),
    oauth: {
      clientId: "424242-app.apps.googleusercontent.com",
      clientSecret: SECRETS.CLIENT_SECRET ?? "",
      refreshToken: SECRETS.REFRESH_TOKEN ?? "",
      ...oauth,
    },
    faults: (context) => {
      requests.push(context);
      return faults?.(context) ?? null;
    },
  });
  return { ...testSource(server.url, settings, { now, timeouts }), requests, close: () => server.close() };
}

/** The fault hits requests number `from` to `to` of an operation, from 1. */
export function onRequests(operation: string, from: number, to: number, fault: Fault): FaultPlan {
  let count = 0;
  return (context) => {
    if (context.operation !== operation) return null;
    count += 1;
    return count >= from && count <= to ? fault : null;
  };
}

/** Sum of a column in whole units, by a key of the rows. */
export function sumBy(
  rows: readonly RawRow[],
  column: string,
  key: (row: RawRow) => string,
): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const row of rows) sums[key(row)] = (sums[key(row)] ?? 0) + Number(row[column]);
  return sums;
}
