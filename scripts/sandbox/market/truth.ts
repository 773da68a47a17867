import type { Channel } from "./channels.ts";

/** What really happens in the market. Only tests and `writeTruth` read it; nothing in the product does. */
export interface MarketTruth {
  readonly channels: readonly ChannelTruth[];
  /** One per market day, in order. */
  readonly days: readonly DayTruth[];
  readonly people: readonly PersonTruth[];
}

/** Response of a day: demand = maximum · ln(1 + pressure / halfPoint), pressure = spend + decay · yesterday's pressure, EUR. */
export interface ChannelTruth {
  readonly channel: Channel;
  readonly decay: number;
  readonly halfPointEur: number;
  /** Expected leads and purchases at ln(…) = 1. */
  readonly leadsScale: number;
  readonly purchasesScale: number;
  /** Log odds that a lead of the channel is won, against the mean lead. */
  readonly wonLogOdds: number;
  /** Over the whole market: EUR spent, EUR of revenue caused (expected), and their ratio. */
  readonly spendEur: number;
  readonly revenueEur: number;
  readonly roi: number;
}

export interface DayTruth {
  readonly day: string;
  /** Expected without advertising, season, weekday, month end, holidays and trend included. */
  readonly baseLeads: number;
  readonly basePurchases: number;
  /** Factor of the day on all demand. */
  readonly rhythm: number;
  readonly byChannel: Readonly<
    Record<
      string,
      { readonly spendEur: number; readonly pressureEur: number; readonly leads: number; readonly purchases: number }
    >
  >;
  readonly leads: number;
  readonly purchases: number;
  readonly revenueEur: number;
}

/** Somebody who became a lead or bought. */
export interface PersonTruth {
  readonly personId: string;
  readonly kind: "lead" | "purchase";
  readonly market: "eu" | "us";
  readonly convertedMs: number;
  /** What caused it: a campaign, or null for base demand. */
  readonly causeCampaignId: string | null;
  readonly causeChannel: Channel | null;
  /** Every contact with an ad before, ascending; the cause is among them. */
  readonly touches: readonly TouchTruth[];
  /** Record in the market's CRM (contact in HubSpot, lead in Salesforce); null for a purchase. */
  readonly crmId: string | null;
  /** Lead: true probability to be won, what happened, and the revenue won. Purchase: 1, true, the order's value. */
  readonly wonProbability: number;
  readonly isWon: boolean;
  readonly wonMs: number | null;
  readonly revenueEur: number;
}

export interface TouchTruth {
  readonly atMs: number;
  readonly campaignId: string;
  readonly channel: Channel;
  readonly kind: "click" | "view";
}
