import { createRandom, type Random } from "../../../functions/models/numeric/random.ts";
import type { Calendar } from "./calendar.ts";
import type { CampaignPlan } from "./campaign-plan.ts";
import { exponential } from "./draws.ts";
import type { FacebookActionType } from "./facebook.ts";
import type { Outcome } from "./leads.ts";
import type { Person, Touch } from "./people.ts";
import type { MarketSettings } from "./settings.ts";

/** What Facebook claims of one conversion, for the last click or view of it. */
export interface FacebookClaim {
  readonly person: number;
  readonly touch: Touch;
  readonly accountId: string;
  readonly actionType: FacebookActionType;
  readonly isView: boolean;
  readonly lagDays: number;
  readonly visibleMs: number;
  readonly valueCents: number;
  /** In [0, 1): which placement, region or age it falls into. */
  readonly place: number;
}

const DAY_MS = 86_400_000;
const REPORTED_SHARE = 0.88;
const MODELLED_SHARE = 0.3;
const MAX_MODELLED_DAYS = 4;
const CLICK_WINDOW_DAYS = 28;
/** Nothing of a day changes 28 days after it began; what would come later is never shown. */
const FROZEN_AFTER_DAYS = 28;

/** Action types of a conversion: the total and the pixel's own say the same thing twice, as Facebook does. */
const ACTIONS: Readonly<Record<Person["kind"], readonly FacebookActionType[]>> = {
  lead: ["lead", "offsite_conversion.fb_pixel_lead"],
  purchase: ["purchase", "offsite_conversion.fb_pixel_purchase", "add_to_cart"],
};

/**
 * Claims of the Facebook accounts: the last of its clicks within 28 days, else of its views within one day, takes the whole conversion, whoever
 * caused it and whatever Google claims.
 */
export function claimForFacebook(
  people: readonly Person[],
  outcomes: readonly Outcome[],
  plans: readonly CampaignPlan[],
  settings: MarketSettings,
  calendarOf: (accountId: string) => Calendar,
): readonly FacebookClaim[] {
  const random = createRandom(settings.seed, "facebook claims");
  return people.flatMap((person) => {
    const draw = {
      isReported: random.uniform() < REPORTED_SHARE,
      delayMs: reportingDelayMs(random),
      place: random.uniform(),
    };
    const touches = person.touches.filter(({ campaign }) => plans[campaign]?.account.platform === "facebook_ads");
    const touch = lastTouch(touches, person.convertedMs);
    if (!draw.isReported || touch === undefined) return [];
    const { accountId } = (plans[touch.campaign] as CampaignPlan).account;
    const frozenMs = calendarOf(accountId).startMs(touch.day) + FROZEN_AFTER_DAYS * DAY_MS;
    const visibleMs = person.convertedMs + draw.delayMs;
    if (visibleMs >= frozenMs) return [];
    const { amountCents } = outcomes[person.index] as Outcome;
    return ACTIONS[person.kind].map((actionType) => ({
      person: person.index,
      touch,
      accountId,
      actionType,
      isView: touch.kind === "view",
      lagDays: (person.convertedMs - touch.atMs) / DAY_MS,
      visibleMs,
      valueCents: person.kind === "purchase" && actionType !== "add_to_cart" ? amountCents : 0,
      place: draw.place,
    }));
  });
}

function lastTouch(touches: readonly Touch[], convertedMs: number): Touch | undefined {
  const within = (kind: Touch["kind"], days: number) => (touch: Touch) =>
    touch.kind === kind && touch.atMs < convertedMs && convertedMs - touch.atMs <= days * DAY_MS;
  return touches.findLast(within("click", CLICK_WINDOW_DAYS)) ?? touches.findLast(within("view", 1));
}

function reportingDelayMs(random: Random): number {
  const isModelled = random.uniform() < MODELLED_SHARE;
  const modelledDays = MAX_MODELLED_DAYS * random.uniform();
  return Math.round((isModelled ? modelledDays * DAY_MS : 0) + 3_600_000 * (0.5 + exponential(1, random)));
}
