import { createRandom, type Random } from "../../../functions/models/numeric/random.ts";
import { type CampaignPlan, stepOf } from "./campaign-plan.ts";
import { fbclidOf, gclidOf } from "./click-ids.ts";
import { pickShare } from "./draws.ts";
import { toEur } from "./fx.ts";
import type { Outcome } from "./leads.ts";
import { identityOf } from "./names.ts";
import type { Person, Touch } from "./people.ts";
import type { WebVisit } from "./web.ts";

/** A visit, what came of it and when analytics knows. */
export interface TrackedVisit {
  readonly visit: WebVisit;
  readonly market: "eu" | "us";
  /** What the visit ended in; null if the person left. */
  readonly conversion: {
    readonly kind: Person["kind"];
    /** Of the purchase, in the property's currency. */
    readonly revenueEurCents: number;
  } | null;
  readonly visibleMs: number;
}

/** Where people come from without an ad. */
export const ORGANIC = [
  { source: "google", medium: "organic", campaign: "(organic)", share: 0.46 },
  { source: "(direct)", medium: "(none)", campaign: "(direct)", share: 0.34 },
  { source: "newsletter", medium: "email", campaign: "monthly_news", share: 0.14 },
  { source: "bikeforum.example", medium: "referral", campaign: "(referral)", share: 0.06 },
] as const;

/** Where a person comes from without an ad: web analytics and the form of the CRM see the same visit. */
export function organicTraffic(person: number, seed: number): (typeof ORGANIC)[number] {
  return pickShare(ORGANIC, createRandom(seed, `organic ${person}`));
}

const CONSENT_SHARE = 0.75;
const SAME_VISIT_MS = 1_800_000;
const MAX_PROCESSING_MS = 40 * 3_600_000;

/** Visits of people who agreed to be tracked: one a click, and one at the conversion if no click led straight to it. Ascending in time. */
export function trackVisits(
  people: readonly Person[],
  outcomes: readonly Outcome[],
  plans: readonly CampaignPlan[],
  seed: number,
): readonly TrackedVisit[] {
  const random = createRandom(seed, "visits");
  return people
    .flatMap((person) => {
      const agrees = random.uniform() < CONSENT_SHARE;
      const delayMs = Math.round(MAX_PROCESSING_MS * random.uniform() ** 3);
      const who = { userId: userIdOf(person), email: identityOf(person.index, person.market, seed).email };
      const own = { ...who, ...unpaid(person, outcomes, seed, random) };
      return agrees ? visitsOf(person, who, own, outcomes, plans, delayMs) : [];
    })
    .sort((a, b) => a.visit.startMs - b.visit.startMs);
}

type Who = Pick<WebVisit, "userId" | "email">;

/** The last visit of somebody who came without a click. */
function unpaid(person: Person, outcomes: readonly Outcome[], seed: number, random: Random): Omit<WebVisit, keyof Who> {
  const { source, medium, campaign } = organicTraffic(person.index, seed);
  return {
    startMs: person.convertedMs - 60_000 * (2 + random.integer(18)),
    source,
    medium,
    campaign,
    gclid: null,
    fbclid: null,
    landingPage: (outcomes[person.index] as Outcome).landingPage,
  };
}

function visitsOf(
  person: Person,
  who: Who,
  own: WebVisit,
  outcomes: readonly Outcome[],
  plans: readonly CampaignPlan[],
  delayMs: number,
): TrackedVisit[] {
  const { amountCents, landingPage } = outcomes[person.index] as Outcome;
  const day = new Date(person.convertedMs).toISOString().slice(0, 10);
  const revenueEurCents =
    person.kind === "purchase" ? Math.round(amountCents * toEur(person.market === "eu" ? "EUR" : "USD", day)) : 0;
  const clicked = person.touches
    .filter(({ kind }) => kind === "click")
    .map((touch) => clickVisit(who, touch, plans[touch.campaign] as CampaignPlan, landingPage));
  const last = clicked.at(-1);
  const isStraight = last !== undefined && person.convertedMs - last.startMs <= SAME_VISIT_MS;
  const visits = isStraight ? clicked : [...clicked, own];
  return visits.map((visit, i) => {
    const conversion = i === visits.length - 1 ? { kind: person.kind, revenueEurCents } : null;
    return {
      visit,
      market: person.market,
      conversion,
      visibleMs: (conversion ? person.convertedMs : visit.startMs) + delayMs,
    };
  });
}

function clickVisit(who: Who, touch: Touch, plan: CampaignPlan, landingPage: string): WebVisit {
  const isGoogle = plan.account.platform === "google_ads";
  return {
    ...who,
    startMs: touch.atMs,
    ...trafficOf(plan, touch.day),
    gclid: isGoogle ? gclidOf(touch.campaign, touch.day, touch.click) : null,
    fbclid: isGoogle ? null : fbclidOf(touch.campaign, touch.day, touch.click),
    landingPage,
  };
}

/** How web analytics names a campaign's traffic: the name is that of the day. */
export function trafficOf(
  plan: CampaignPlan,
  day: number,
): { readonly source: string; readonly medium: string; readonly campaign: string } {
  const campaign = stepOf(plan.names, day);
  return plan.account.platform === "google_ads"
    ? { source: "google", medium: "cpc", campaign }
    : { source: "facebook", medium: "paid_social", campaign };
}

function userIdOf(person: Person): string {
  return `${1_000_000_000 + person.index * 7919}.${1_700_000_000 + person.index}`;
}
