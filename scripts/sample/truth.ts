/**
 * The sample market's truth: a bicycle maker that sells in a web shop and takes leads for its fleet business. Nothing
 * but the generator and the tests reads it.
 */

export const FIRST_DAY = "2026-03-01";
export const DAYS = 200;
export const CURRENCY = "EUR";

export interface CampaignTruth {
  readonly campaignId: string;
  readonly name: string;
  readonly platform: "google_ads" | "facebook_ads";
  readonly accountId: string;
  readonly channel: string;
  readonly source: string;
  readonly medium: string;
  /** Mean spend of a day on air, EUR. */
  readonly dailySpend: number;
  /** Days on air, then days off, repeated; 0 off is always on. */
  readonly flight: { readonly onDays: number; readonly offDays: number };
  /** Share of yesterday's pressure that still works today. */
  readonly adstockDecay: number;
  /** Revenue per day = beta · ln(1 + pressure / halfPoint), EUR. */
  readonly beta: number;
  readonly halfPoint: number;
  /** EUR per click, clicks per impression. */
  readonly cpc: number;
  readonly ctr: number;
  /** Expected leads per EUR of spend; log odds that such a lead is won, against the mean lead. */
  readonly leadsPerEur: number;
  readonly wonLogOdds: number;
}

export const campaigns: readonly CampaignTruth[] = [
  {
    campaignId: "7001001",
    name: "Bike Films",
    platform: "google_ads",
    accountId: "1234567890",
    channel: "paid_video",
    source: "youtube",
    medium: "cpv",
    dailySpend: 140,
    flight: { onDays: 17, offDays: 8 },
    adstockDecay: 0.5,
    beta: 330,
    halfPoint: 110,
    cpc: 0.9,
    ctr: 0.014,
    leadsPerEur: 0.009,
    wonLogOdds: -0.3,
  },
  {
    campaignId: "7001002",
    name: "Search Bikes",
    platform: "google_ads",
    accountId: "1234567890",
    channel: "paid_search",
    source: "google",
    medium: "cpc",
    dailySpend: 300,
    flight: { onDays: 24, offDays: 7 },
    adstockDecay: 0.3,
    beta: 520,
    halfPoint: 150,
    cpc: 1.6,
    ctr: 0.045,
    leadsPerEur: 0.018,
    wonLogOdds: 0.6,
  },
  {
    campaignId: "238410001",
    name: "Prospecting Riders",
    platform: "facebook_ads",
    accountId: "act_55501",
    channel: "paid_social",
    source: "facebook",
    medium: "paid_social",
    dailySpend: 360,
    flight: { onDays: 14, offDays: 9 },
    adstockDecay: 0.55,
    beta: 470,
    halfPoint: 300,
    cpc: 1.1,
    ctr: 0.012,
    leadsPerEur: 0.014,
    wonLogOdds: -0.8,
  },
  {
    campaignId: "7001003",
    name: "Display Catalog",
    platform: "google_ads",
    accountId: "1234567890",
    channel: "display",
    source: "google",
    medium: "display",
    dailySpend: 85,
    flight: { onDays: 11, offDays: 5 },
    adstockDecay: 0.3,
    beta: 240,
    halfPoint: 40,
    cpc: 0.7,
    ctr: 0.006,
    leadsPerEur: 0.012,
    wonLogOdds: 0.1,
  },
];

/** Where demand comes from without ads, EUR of web-shop revenue a day. */
export const BASE_REVENUE = 780;
export const ORGANIC = [
  { source: "google", medium: "organic", share: 0.45 },
  { source: "(direct)", medium: "(none)", share: 0.35 },
  { source: "newsletter", medium: "email", share: 0.2 },
] as const;
/** Leads a day without an ad. */
export const BASE_LEADS = 2.2;

/** Factor on demand by weekday, Monday first. */
export const WEEKDAY = [1.02, 1, 0.97, 0.98, 1.03, 1.08, 0.92] as const;
/** Growth of base demand over the window, and height of its spring season. */
export const TREND_SHARE = 0.12;
export const SEASON_SHARE = 0.15;

export const MEAN_ORDER_VALUE = 150;
/** Standard deviation of the logarithm of an order's value. */
export const ORDER_VALUE_SPREAD = 0.3;
/** Orders whose customer agreed to be tracked. */
export const CONSENT_SHARE = 0.6;

export const LANDING_PAGES = [
  { path: "/fleet", share: 0.4, wonLogOdds: 0.5 },
  { path: "/cargo-bikes", share: 0.35, wonLogOdds: -0.2 },
  { path: "/test-ride", share: 0.25, wonLogOdds: -0.6 },
] as const;

/** Log odds that a lead is won: intercept, and slope on ln(fleet size / 10). */
export const WON_INTERCEPT = -1.75;
export const FLEET_SIZE_SLOPE = 0.55;
