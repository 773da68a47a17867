import type { Channel } from "./channels.ts";

/** What a simulated market is made of. The same settings give the same market, byte for byte. */
export interface MarketSettings {
  /** Whole number. */
  readonly seed: number;
  /** First day of the market, `2025-05-01`; each account counts it in its own time zone. */
  readonly firstDay: string;
  readonly days: number;
  readonly accounts: readonly AccountSettings[];
  /** Most people the two CRMs ever hold together; about 4 % fewer are expected. */
  readonly contacts: number;
  /** Factor on the random deviations of spend, clicks and impressions from plan: 0 none, 1 as usual. People arrive at random either way. */
  readonly noise: number;
}

export interface AccountSettings {
  readonly platform: "google_ads" | "facebook_ads";
  /** Google: 10 digits. Facebook: digits, without `act_`. */
  readonly accountId: string;
  readonly name: string;
  readonly currencyCode: "EUR" | "USD";
  /** Name of the IANA time zone that the account counts its days in. */
  readonly timeZone: string;
  readonly market: "eu" | "us";
  /** Number of campaigns by channel. */
  readonly campaigns: Readonly<Partial<Record<Channel, number>>>;
}

/** Two accounts a platform in two currencies and time zones, 30 campaigns, 18 months. */
export const defaultMarketSettings: MarketSettings = {
  seed: 20250501,
  firstDay: "2025-05-01",
  days: 549,
  accounts: [
    {
      platform: "google_ads",
      accountId: "1234567890",
      name: "Velo Works Europe",
      currencyCode: "EUR",
      timeZone: "Europe/Berlin",
      market: "eu",
      campaigns: { paid_search: 4, performance_max: 2, paid_video: 2, display: 1 },
    },
    {
      platform: "google_ads",
      accountId: "2345678901",
      name: "Velo Works North America",
      currencyCode: "USD",
      timeZone: "America/New_York",
      market: "us",
      campaigns: { paid_search: 3, performance_max: 1, paid_video: 1, display: 1 },
    },
    {
      platform: "facebook_ads",
      accountId: "555010001",
      name: "Velo Works Social EU",
      currencyCode: "EUR",
      timeZone: "Europe/Berlin",
      market: "eu",
      campaigns: { paid_social: 6, retargeting: 2 },
    },
    {
      platform: "facebook_ads",
      accountId: "555010002",
      name: "Velo Works Social US",
      currencyCode: "USD",
      timeZone: "America/New_York",
      market: "us",
      campaigns: { paid_social: 5, retargeting: 2 },
    },
  ],
  contacts: 8000,
  noise: 1,
};
