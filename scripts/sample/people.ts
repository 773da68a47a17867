import { createRandom, type Random } from "../../functions/models/numeric/random.ts";
import { type MarketDay, pickWeighted, poisson } from "./market.ts";
import {
  BASE_LEADS,
  type CampaignTruth,
  CONSENT_SHARE,
  FLEET_SIZE_SLOPE,
  LANDING_PAGES,
  ORGANIC,
  WON_INTERCEPT,
} from "./truth.ts";

export interface Session {
  readonly userId: string;
  readonly startMs: number;
  readonly seconds: number;
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
  readonly landingPage: string;
  readonly pageViews: number;
  readonly isSignUp: boolean;
}

export interface Order {
  readonly customerId: string;
  readonly orderedMs: number;
  readonly value: number;
}

export interface Lead {
  readonly leadId: string;
  readonly campaignId: string;
  readonly createdMs: number;
  readonly source: string;
  readonly medium: string;
  readonly landingPage: string;
  readonly fleetSize: number;
  /** True probability that the lead is won. */
  readonly wonProbability: number;
  readonly statuses: readonly { readonly status: string; readonly atMs: number }[];
}

const DAY_MS = 86_400_000;

/** Web sessions, orders and leads of the market's days. What would happen after the last day is cut off. */
export function simulatePeople(
  market: readonly MarketDay[],
  seed: number,
): { sessions: Session[]; orders: Order[]; leads: Lead[] } {
  const random = createRandom(seed, "people");
  const sessions: Session[] = [];
  const orders: Order[] = [];
  const leads: Lead[] = [];
  const endMs = Date.parse(`${market.at(-1)?.day}T00:00:00Z`) + DAY_MS;
  for (const { day, ads, orders: bought } of market) {
    const dayMs = Date.parse(`${day}T00:00:00Z`);
    for (const { value, cause } of bought) {
      const customerId = `c${100_000 + orders.length}`;
      const orderedMs = dayMs + timeOfDay(random);
      orders.push({ customerId, orderedMs, value });
      if (random.uniform() < CONSENT_SHARE) sessions.push(...journey(customerId, orderedMs, cause, dayMs, random));
    }
    const visitors = poisson(6, random);
    for (let i = 0; i < visitors; i++)
      sessions.push(visit(`v${sessions.length}`, dayMs + timeOfDay(random), pickCause(ads, random), false, random));
    for (const { campaign, spend } of ads) {
      const count = poisson(spend * campaign.leadsPerEur, random);
      for (let i = 0; i < count; i++) leads.push(lead(leads.length, campaign, dayMs, endMs, sessions, random));
    }
    const organic = poisson(BASE_LEADS, random);
    for (let i = 0; i < organic; i++) leads.push(lead(leads.length, null, dayMs, endMs, sessions, random));
  }
  return { sessions: sessions.sort((a, b) => a.startMs - b.startMs), orders, leads };
}

/** The sessions before an order: the cause first, and often a direct or brand visit that closes. */
function journey(
  userId: string,
  orderedMs: number,
  cause: CampaignTruth | null,
  dayMs: number,
  random: Random,
): Session[] {
  const before = poisson(0.6, random);
  const earlier = Array.from({ length: before }, () => {
    const startMs = orderedMs - (0.2 + random.uniform() * 9) * DAY_MS;
    return visit(userId, startMs, cause, false, random);
  }).filter(({ startMs }) => startMs >= dayMs - 30 * DAY_MS);
  const closer = before > 0 && random.uniform() < 0.35 ? null : cause;
  return [...earlier, visit(userId, orderedMs - 60_000 * (2 + 20 * random.uniform()), closer, false, random)];
}

function visit(
  userId: string,
  startMs: number,
  cause: CampaignTruth | null,
  isSignUp: boolean,
  random: Random,
): Session {
  const organic = pickShare(ORGANIC, random);
  const isBounce = !isSignUp && random.uniform() < 0.3;
  return {
    userId,
    startMs: Math.round(startMs / 1000) * 1000,
    seconds: isBounce ? random.integer(5) : 20 + Math.round(-Math.log(1 - random.uniform()) * 140),
    source: cause?.source ?? organic.source,
    medium: cause?.medium ?? organic.medium,
    campaign: cause?.name ?? "",
    landingPage: pickShare(LANDING_PAGES, random).path,
    pageViews: isBounce ? 1 : 2 + poisson(2.5, random),
    isSignUp,
  };
}

function lead(
  index: number,
  cause: CampaignTruth | null,
  dayMs: number,
  endMs: number,
  sessions: Session[],
  random: Random,
): Lead {
  const createdMs = dayMs + timeOfDay(random);
  const page = pickShare(LANDING_PAGES, random);
  const organic = pickShare(ORGANIC, random);
  const fleetSize = Math.max(1, Math.round(Math.exp(2.3 + 0.9 * random.normal())));
  const logOdds =
    WON_INTERCEPT + (cause?.wonLogOdds ?? 0) + page.wonLogOdds + FLEET_SIZE_SLOPE * Math.log(fleetSize / 10);
  const wonProbability = 1 / (1 + Math.exp(-logOdds));
  const { source, medium } = cause ?? organic;
  const session = visit(`l${index}`, createdMs - 120_000, cause, true, random);
  if (random.uniform() < 0.7) sessions.push({ ...session, source, medium, landingPage: page.path });
  return {
    leadId: String(500_000 + index),
    campaignId: cause?.campaignId ?? "",
    createdMs,
    source,
    medium,
    landingPage: page.path,
    fleetSize,
    wonProbability,
    statuses: history(createdMs, random.uniform() < wonProbability, random).filter(({ atMs }) => atMs < endMs),
  };
}

/** Status history: most leads pass the stages in order, some skip one; exits come faster than deals. */
function history(createdMs: number, isWon: boolean, random: Random): Lead["statuses"] {
  const wait = (meanDays: number): number => -Math.log(1 - random.uniform()) * meanDays * DAY_MS;
  const steps = isWon
    ? ["QUALIFIED", "MEETING_DONE", "PROPOSAL"]
    : ["QUALIFIED", "MEETING_DONE", "PROPOSAL"].slice(0, random.integer(4));
  let atMs = createdMs;
  const statuses = [{ status: "NEW_LEAD", atMs }];
  for (const status of steps) {
    atMs += 3_600_000 + wait(3);
    if (random.uniform() < 0.9) statuses.push({ status, atMs });
  }
  atMs += 3_600_000 + wait(isWon ? 6 : 5);
  const exit = ["LOST", "NOT_QUALIFIED", "WRONG_NUMBER"][steps.length > 1 ? 0 : random.integer(3)] ?? "LOST";
  statuses.push({ status: isWon ? "WON" : exit, atMs });
  return statuses.map(({ status, atMs: at }) => ({ status, atMs: Math.round(at / 1000) * 1000 }));
}

/** What brought a visitor who buys nothing: a click on an ad, or organic interest. */
function pickCause(ads: MarketDay["ads"], random: Random): CampaignTruth | null {
  return pickWeighted(
    [null, ...ads.map(({ campaign }) => campaign)],
    [300, ...ads.map(({ clicks }) => clicks)],
    random,
  );
}

function pickShare<T extends { readonly share: number }>(options: readonly T[], random: Random): T {
  return pickWeighted(
    options,
    options.map(({ share }) => share),
    random,
  );
}

/** Mostly 8 to 22 o'clock. */
function timeOfDay(random: Random): number {
  return Math.round((8 + 14 * random.uniform()) * 3600) * 1000;
}
