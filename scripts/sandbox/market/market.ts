import type { CrmMarket } from "./crm.ts";
import type { FacebookMarket } from "./facebook.ts";
import type { GoogleMarket } from "./google.ts";
import type { AccountSettings, MarketSettings } from "./settings.ts";
import type { MarketTruth } from "./truth.ts";
import type { WebMarket } from "./web.ts";

/**
 * One simulated market: a bicycle maker that sells bikes in a web shop and takes leads for its fleet business, advertises on Google and
 * Facebook in two regions, and keeps its customers in two CRMs. Everything a server answers comes from here, *as it would be seen at an
 * instant*: every reader takes `observedMs` (milliseconds since 1970, UTC) and shows nothing that happened later, so a night is simulated
 * by moving a clock. A day older than every lag (`FINAL_AFTER_DAYS`) never changes again.
 */
export interface Market {
  readonly settings: MarketSettings;
  readonly firstDay: string;
  readonly lastDay: string;
  /** When the last day has ended in every time zone: nothing happens later. */
  readonly endMs: number;
  readonly accounts: readonly AccountSettings[];
  readonly google: GoogleMarket;
  readonly facebook: FacebookMarket;
  readonly web: WebMarket;
  readonly hubspot: CrmMarket;
  readonly salesforce: CrmMarket;
  /** EUR for one USD, by day. */
  usdToEur(day: string): number;
  /** True spend per account and day, currency to the micro: what every report says once it is final, or what it says at an instant. */
  ledger(observedMs?: number): readonly LedgerRow[];
  readonly truth: MarketTruth;
}

export interface LedgerRow {
  readonly platform: "google_ads" | "facebook_ads";
  readonly accountId: string;
  readonly day: string;
  readonly currencyCode: string;
  readonly spendMicros: number;
}

/** Days after which a reported day is final: Google's longest click look-back, and Facebook's 28 days. */
export const FINAL_AFTER_DAYS = { google_ads: 90, facebook_ads: 28, web: 3 } as const;
