import { createRandom, type Random } from "../../../functions/models/numeric/random.ts";
import type { Calendar } from "./calendar.ts";
import type { CampaignPlan } from "./campaign-plan.ts";
import { exponential } from "./draws.ts";
import { type ConversionSetup, conversionSetup } from "./google-conversion-actions.ts";
import type { Outcome } from "./leads.ts";
import type { Person, Touch } from "./people.ts";
import type { MarketSettings } from "./settings.ts";

/** What Google claims of one conversion for one click or view. */
export interface GoogleClaim {
  readonly person: number;
  readonly touch: Touch;
  readonly accountId: string;
  readonly actionId: string;
  readonly isPrimary: boolean;
  readonly isViewThrough: boolean;
  readonly conversionDay: number;
  readonly convertedMs: number;
  /** When the account first shows it. */
  readonly visibleMs: number;
  /** Part of the conversion; the claims of one action on one person sum to a million. */
  readonly creditMillionths: number;
  /** Account currency. */
  readonly valueCents: number;
  /** In [0, 1): which part of a keyword, region or age it falls into. */
  readonly place: number;
}

const DAY_MS = 86_400_000;
/** Conversions that consent lets Google see, now or modelled days later. */
const REPORTED_SHARE = 0.9;
const MODELLED_SHARE = 0.2;
const MAX_MODELLED_DAYS = 5;
const MAX_QUEUE_HOURS = 12;
/** Days in which a view alone is claimed. */
const VIEW_WINDOW_DAYS = 3;
/** Credit halves with every week between click and conversion. */
const CREDIT_HALF_LIFE_DAYS = 7;
const CREDIT_UNITS = 1e6;
const CART_BEFORE_MS = 480_000;

/**
 * Claims of the Google accounts: every conversion preceded by a click within the action's look-back is claimed in full, whoever caused it, and is shared
 * among Google's own clicks; without a click a recent view claims it as view-through. So the platform claims more than it causes.
 */
export function claimForGoogle(
  people: readonly Person[],
  outcomes: readonly Outcome[],
  plans: readonly CampaignPlan[],
  settings: MarketSettings,
  calendarOf: (accountId: string) => Calendar,
): readonly GoogleClaim[] {
  const random = createRandom(settings.seed, "google claims");
  const claims: GoogleClaim[] = [];
  for (const person of people) {
    const isReported = random.uniform() < REPORTED_SHARE;
    const delayMs = random.uniform() < MODELLED_SHARE ? MAX_MODELLED_DAYS * DAY_MS * random.uniform() : 0;
    const place = random.uniform();
    const touches = person.touches.filter(({ campaign }) => plans[campaign]?.account.platform === "google_ads");
    if (!isReported || touches.length === 0) continue;
    for (const setup of conversionSetup(person.kind)) {
      const convertedMs = setup.key === "cart" ? person.convertedMs - CART_BEFORE_MS : person.convertedMs;
      const visibleMs = Math.round(
        convertedMs + delayMs + 3_600_000 * (2 + Math.min(MAX_QUEUE_HOURS, exponential(2, random))),
      );
      claims.push(
        ...claimsOf(person, touches, setup, { convertedMs, visibleMs, place }, outcomes, plans, calendarOf, random),
      );
    }
  }
  return claims;
}

function claimsOf(
  person: Person,
  touches: readonly Touch[],
  setup: ConversionSetup,
  at: Pick<GoogleClaim, "convertedMs" | "visibleMs" | "place">,
  outcomes: readonly Outcome[],
  plans: readonly CampaignPlan[],
  calendarOf: (accountId: string) => Calendar,
  random: Random,
): GoogleClaim[] {
  const accountOf = ({ campaign }: Touch) => (plans[campaign] as CampaignPlan).account;
  const within = (kind: Touch["kind"], touch: Touch, days: number): boolean =>
    touch.kind === kind && touch.atMs < at.convertedMs && at.convertedMs - touch.atMs <= days * DAY_MS;
  const clicks = touches.filter((touch) => within("click", touch, setup.clickLookbackDays(accountOf(touch).market)));
  const view = setup.isPrimary ? touches.findLast((touch) => within("view", touch, VIEW_WINDOW_DAYS)) : undefined;
  const claimed = clicks.length > 0 ? clicks : view ? [view] : [];
  const credits = shareCredit(claimed, at.convertedMs);
  const valueCents = setup.valueCents(outcomes[person.index] as Outcome, random);
  return claimed.map((touch, i) => {
    const account = accountOf(touch);
    const creditMillionths = credits[i] as number;
    return {
      ...at,
      person: person.index,
      touch,
      accountId: account.accountId,
      actionId: setup.actionId(account),
      isPrimary: setup.isPrimary,
      isViewThrough: touch.kind === "view",
      conversionDay: calendarOf(account.accountId).indexAt(at.convertedMs),
      creditMillionths,
      valueCents: Math.round((valueCents * creditMillionths) / CREDIT_UNITS),
    };
  });
}

/** Millionths that sum to a million: the newest click takes what rounding leaves. */
function shareCredit(touches: readonly Touch[], convertedMs: number): readonly number[] {
  const weights = touches.map(({ atMs }) => 2 ** (-(convertedMs - atMs) / DAY_MS / CREDIT_HALF_LIFE_DAYS));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const units = weights.map((weight) => Math.floor((weight / sum) * CREDIT_UNITS));
  const given = units.slice(0, -1).reduce((total, unit) => total + unit, 0);
  return units.map((unit, i) => (i === units.length - 1 ? CREDIT_UNITS - given : unit));
}
