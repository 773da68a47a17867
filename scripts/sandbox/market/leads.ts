import { createRandom, type Random } from "../../../functions/models/numeric/random.ts";
import type { CampaignPlan } from "./campaign-plan.ts";
import { channelSettings } from "./channels.ts";
import { exponential, pickShare } from "./draws.ts";
import type { Person } from "./people.ts";

/** What a person is worth and how the sale goes. Instants after the market's end are what would have come. */
export interface Outcome {
  readonly landingPage: string;
  /** Bikes the lead's company needs; a buyer in the shop: 1. */
  readonly fleetSize: number;
  readonly wonProbability: number;
  readonly isWon: boolean;
  /** Hundredths of the region's currency: worth of the deal if won, or of the order. */
  readonly amountCents: number;
  /** When each stage was entered, null never; empty for a purchase. */
  readonly stages: SalesStages;
}

export interface SalesStages {
  readonly mqlMs: number | null;
  readonly sqlMs: number | null;
  readonly opportunityMs: number | null;
  /** Won or lost. */
  readonly closedMs: number;
}

export const LANDING_PAGES = [
  { path: "/fleet", share: 0.4, wonLogOdds: 0.5 },
  { path: "/cargo-bikes", share: 0.35, wonLogOdds: -0.2 },
  { path: "/test-ride", share: 0.25, wonLogOdds: -0.6 },
] as const;
export const SHOP_PAGES = [
  { path: "/shop", share: 0.6 },
  { path: "/shop/e-bikes", share: 0.4 },
] as const;

/** Log odds to be won = intercept + channel + landing page + slope · ln(fleet size / 10). */
export const WON_INTERCEPT = -1.75;
export const FLEET_SIZE_SLOPE = 0.55;
const MEAN_ORDER_CENTS = 16_000;
const ORDER_SPREAD = 0.35;
const BIKE_CENTS = 18_000;
const DEAL_SPREAD = 0.2;
const DAY_MS = 86_400_000;
/** Mean days of a stage. */
const WAITS = { mql: 1.2, sql: 3.5, opportunity: 5, won: 14, lost: 8 } as const;
/** How far leads get that are not won: nowhere, to marketing qualified, sales qualified, opportunity. */
const LOST_DEPTH = [{ share: 0.42 }, { share: 0.27 }, { share: 0.19 }, { share: 0.12 }] as const;

/** Draws every person's outcome; of a lead from its true probability. */
export function drawOutcomes(
  people: readonly Person[],
  plans: readonly CampaignPlan[],
  seed: number,
): readonly Outcome[] {
  const random = createRandom(seed, "outcomes");
  return people.map((person) =>
    person.kind === "lead" ? leadOutcome(person, plans, random) : orderOutcome(person, random),
  );
}

function orderOutcome(person: Person, random: Random): Outcome {
  return {
    landingPage: pickShare(SHOP_PAGES, random).path,
    fleetSize: 1,
    wonProbability: 1,
    isWon: true,
    amountCents: Math.round(MEAN_ORDER_CENTS * lognormal(ORDER_SPREAD, random)),
    stages: { mqlMs: null, sqlMs: null, opportunityMs: null, closedMs: person.convertedMs },
  };
}

function leadOutcome(person: Person, plans: readonly CampaignPlan[], random: Random): Outcome {
  const page = pickShare(LANDING_PAGES, random);
  const fleetSize = Math.max(1, Math.round(Math.exp(2.3 + 0.9 * random.normal())));
  const plan = person.cause === null ? null : (plans[person.cause] as CampaignPlan);
  const fromChannel = plan === null ? 0 : channelSettings[plan.channel].wonLogOdds;
  const logOdds = WON_INTERCEPT + fromChannel + page.wonLogOdds + FLEET_SIZE_SLOPE * Math.log(fleetSize / 10);
  const wonProbability = 1 / (1 + Math.exp(-logOdds));
  const isWon = random.uniform() < wonProbability;
  return {
    landingPage: page.path,
    fleetSize,
    wonProbability,
    isWon,
    amountCents: Math.round(BIKE_CENTS * fleetSize * lognormal(DEAL_SPREAD, random)),
    stages: stagesOf(person.convertedMs, isWon, random),
  };
}

function stagesOf(createdMs: number, isWon: boolean, random: Random): SalesStages {
  const depth = isWon ? 3 : LOST_DEPTH.indexOf(pickShare(LOST_DEPTH, random));
  const after = (fromMs: number, meanDays: number): number =>
    Math.round((fromMs + 600_000 + exponential(meanDays, random) * DAY_MS) / 1000) * 1000;
  const mqlMs = depth >= 1 ? after(createdMs, WAITS.mql) : null;
  const sqlMs = depth >= 2 ? after(mqlMs ?? createdMs, WAITS.sql) : null;
  const opportunityMs = depth >= 3 ? after(sqlMs ?? createdMs, WAITS.opportunity) : null;
  const closedMs = after(opportunityMs ?? sqlMs ?? mqlMs ?? createdMs, isWon ? WAITS.won : WAITS.lost);
  return { mqlMs, sqlMs, opportunityMs, closedMs };
}

/** Factor around 1: its mean is 1. */
function lognormal(spread: number, random: Random): number {
  return Math.exp(spread * random.normal() - spread ** 2 / 2);
}
