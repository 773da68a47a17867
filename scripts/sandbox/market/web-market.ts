import { createRandom } from "../../../functions/models/numeric/random.ts";
import type { Calendar } from "./calendar.ts";
import type { CampaignPlan } from "./campaign-plan.ts";
import { daysOf } from "./days-of.ts";
import type { Delivery } from "./delivery.ts";
import type { Demand } from "./demand.ts";
import { apportion } from "./draws.ts";
import { LANDING_PAGES, SHOP_PAGES } from "./leads.ts";
import { pushTo } from "./maps.ts";
import type { MarketSettings } from "./settings.ts";
import type { WebFact, WebMarket } from "./web.ts";
import { ORGANIC, type TrackedVisit, trafficOf } from "./web-visits.ts";

export interface WebInput {
  readonly plans: readonly CampaignPlan[];
  readonly deliveries: readonly Delivery[];
  readonly demand: Demand;
  readonly visits: readonly TrackedVisit[];
  readonly settings: MarketSettings;
  readonly calendar: Calendar;
  readonly timeZone: string;
}

interface Cell {
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
  readonly deviceCategory: WebFact["deviceCategory"];
  readonly country: string;
  readonly landingPage: string;
}
/** `purchaseRevenue` in cents while rows add up. */
type Counts = { -readonly [Key in Exclude<keyof WebFact, keyof Cell | "day">]: number };

const DAY_MS = 86_400_000;
/** Clicks that become a tracked session. */
const TRACKED_SHARE = 0.74;
/** Sessions without an ad for each lead and purchase expected without ads. */
const SESSIONS_PER_BASE_PERSON = 45;
/** Share of a day's sessions that analytics has processed, by 24 hours since it began, the first of them not counted. */
const PROCESSED = [0.94, 0.98, 0.995] as const;
const DEVICES = [
  ["mobile", 0.61],
  ["desktop", 0.34],
  ["tablet", 0.05],
] as const;
const COUNTRIES = {
  eu: [
    ["Germany", 0.84],
    ["Austria", 0.16],
  ],
  us: [
    ["United States", 0.88],
    ["Canada", 0.12],
  ],
} as const;
const PAGES = [...LANDING_PAGES.slice(0, 2), SHOP_PAGES[0]];

/** The web property over both regions. A day's rows are computed when they are asked for. */
export function createWebMarket(input: WebInput): WebMarket {
  const { calendar, visits, timeZone } = input;
  const byDay = new Map<number, TrackedVisit[]>();
  for (const visit of visits) pushTo(byDay, calendar.indexAt(visit.visit.startMs), visit);
  return {
    propertyId: "412345678",
    name: "Velo Works",
    currencyCode: "EUR",
    timeZone,
    *facts({ from, to, observedMs }) {
      for (const day of daysOf({ from, to }, calendar)) yield* dayFacts(day, observedMs, byDay.get(day) ?? [], input);
    },
    visits: (observedMs) => visits.filter(({ visit }) => visit.startMs < observedMs).map(({ visit }) => visit),
  };
}

function dayFacts(
  day: number,
  observedMs: number,
  visits: readonly TrackedVisit[],
  input: WebInput,
): readonly WebFact[] {
  const { plans, deliveries, demand, settings, calendar } = input;
  const share = processedShare(calendar, day, observedMs);
  if (share === 0) return [];
  const rows = new Map<string, { readonly cell: Cell; readonly counts: Counts }>();
  for (const [c, plan] of plans.entries()) {
    const sessions = Math.floor((deliveries[c]?.clicks[day] ?? 0) * TRACKED_SHARE * share);
    spread(rows, trafficOf(plan, day), plan.account.market, sessions, `${settings.seed} ${day} ${c}`, settings.seed);
  }
  const people = (demand.base.leads[day] as number) + (demand.base.purchases[day] as number);
  for (const { share: part, ...traffic } of ORGANIC)
    for (const market of ["eu", "us"] as const) {
      const sessions = Math.floor(people * SESSIONS_PER_BASE_PERSON * part * (market === "eu" ? 0.6 : 0.4) * share);
      spread(rows, traffic, market, sessions, `${day} ${traffic.source} ${market}`, settings.seed);
    }
  for (const tracked of visits) if (tracked.visibleMs <= observedMs) addVisit(rows, tracked);
  return [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { cell, counts }]) => ({
      day: calendar.day(day),
      ...cell,
      ...counts,
      purchaseRevenue: counts.purchaseRevenue / 100,
    }));
}

function processedShare(calendar: Calendar, day: number, observedMs: number): number {
  const startMs = calendar.startMs(day);
  const endMs = calendar.startMs(day + 1);
  if (observedMs <= startMs) return 0;
  if (observedMs < endMs) return ((observedMs - startMs) / (endMs - startMs)) * PROCESSED[0];
  // Counted from the day's start, so that a day of 25 hours is final as early as any other.
  return PROCESSED[Math.max(0, Math.floor((observedMs - startMs) / DAY_MS) - 1)] ?? 1;
}

type Rows = Map<string, { readonly cell: Cell; readonly counts: Counts }>;

function keyOf({ source, medium, campaign, deviceCategory, country, landingPage }: Cell): string {
  return [source, medium, campaign, deviceCategory, country, landingPage].join("\u0000");
}

/** Sessions of people who came to nothing, over devices, countries and pages. */
function spread(
  rows: Rows,
  traffic: Pick<Cell, "source" | "medium" | "campaign">,
  market: "eu" | "us",
  sessions: number,
  stream: string,
  seed: number,
): void {
  if (sessions === 0) return;
  const random = createRandom(seed, `web ${stream}`);
  const cells = DEVICES.flatMap(([deviceCategory, device]) =>
    COUNTRIES[market].flatMap(([country, part]) =>
      PAGES.map(({ path, share }) => ({
        cell: { ...traffic, deviceCategory, country, landingPage: path },
        weight: device * part * share * (0.7 + 0.6 * random.uniform()),
      })),
    ),
  );
  const counts = apportion(
    sessions,
    cells.map(({ weight }) => weight),
  );
  for (const [i, { cell }] of cells.entries()) {
    const count = counts[i] as number;
    if (count > 0) add(rows, cell, { ...anonymous(count), leads: 0, purchases: 0, purchaseRevenue: 0, keyEvents: 0 });
  }
}

function anonymous(sessions: number): Omit<Counts, "leads" | "purchases" | "purchaseRevenue" | "keyEvents"> {
  const engaged = Math.floor(sessions * 0.57);
  return {
    sessions,
    engagedSessions: engaged,
    activeUsers: Math.max(1, Math.floor(sessions * 0.91)),
    newUsers: Math.floor(sessions * 0.68),
    pageViews: sessions + engaged * 3,
    engagementSeconds: engaged * 74,
  };
}

function addVisit(rows: Rows, { visit, market, conversion }: TrackedVisit): void {
  const { source, medium, campaign, landingPage, userId } = visit;
  const number = Number(userId.split(".")[1]);
  const deviceCategory = number % 10 < 6 ? "mobile" : "desktop";
  const [main, other] = COUNTRIES[market];
  const cell = {
    source,
    medium,
    campaign,
    deviceCategory,
    country: (number % 7 === 0 ? other : main)[0],
    landingPage,
  } as const;
  add(rows, cell, {
    sessions: 1,
    engagedSessions: 1,
    activeUsers: 1,
    newUsers: 0,
    pageViews: conversion ? 5 : 3,
    engagementSeconds: conversion ? 160 : 60,
    keyEvents: conversion ? 1 : 0,
    leads: conversion?.kind === "lead" ? 1 : 0,
    purchases: conversion?.kind === "purchase" ? 1 : 0,
    purchaseRevenue: conversion?.revenueEurCents ?? 0,
  });
}

function add(rows: Rows, cell: Cell, more: Counts): void {
  const key = keyOf(cell);
  const row = rows.get(key);
  if (!row) {
    rows.set(key, { cell, counts: { ...more } });
    return;
  }
  for (const name of Object.keys(more) as (keyof Counts)[]) row.counts[name] += more[name];
}
