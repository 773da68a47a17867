import { createRandom, type Random } from "../../../functions/models/numeric/random.ts";
import type { Calendar } from "./calendar.ts";
import type { CampaignPlan } from "./campaign-plan.ts";
import { channelNames, channelSettings } from "./channels.ts";
import { type ClickBook, createClickBook } from "./click-book.ts";
import type { Delivery } from "./delivery.ts";
import { type Demand, DUPLICATE_SHARE } from "./demand.ts";
import { exponential, pickIndex, poisson } from "./draws.ts";
import type { MarketSettings } from "./settings.ts";
import { isFinal } from "./visibility.ts";

export interface Touch {
  /** Index of the campaign. */
  readonly campaign: number;
  /** Index of the day. */
  readonly day: number;
  readonly atMs: number;
  readonly kind: "click" | "view";
  /** Which of the day's clicks it is, from 0; a view has the place of such a click. */
  readonly click: number;
}

export interface Person {
  readonly index: number;
  readonly kind: "lead" | "purchase";
  readonly market: "eu" | "us";
  readonly day: number;
  readonly convertedMs: number;
  /** Index of the campaign that caused it; null for base demand. */
  readonly cause: number | null;
  /** Ascending in time. */
  readonly touches: readonly Touch[];
  /** A second record of the same person stands in the CRM. */
  readonly isDuplicated: boolean;
}

export interface PeopleInput {
  readonly plans: readonly CampaignPlan[];
  readonly deliveries: readonly Delivery[];
  readonly demand: Demand;
  readonly settings: MarketSettings;
  readonly calendarOf: (accountId: string) => Calendar;
  /** The calendar of each region's people. */
  readonly regions: Readonly<Record<"eu" | "us", Calendar>>;
}

const BASE_SHARE_EU = 0.6;
/** Ads that a person meets beside the one that moved them. */
const OTHER_TOUCHES = 0.8;
const OTHER_TOUCH_MEAN_DAYS = 6;
const LONGEST_JOURNEY_DAYS = 40;
const FIRST_HOUR = 7;
const LAST_HOUR = 22;
const HOUR_MS = 3_600_000;

/** Everybody who became a lead or bought, day by day, with the ads they met. The limit of contacts is never passed. */
export function drawPeople(input: PeopleInput): readonly Person[] {
  const { demand, settings, plans } = input;
  const random = createRandom(settings.seed, "people");
  const book = createClickBook(input.deliveries);
  const people: Person[] = [];
  let contacts = 0;
  for (let day = 0; day < settings.days; day++) {
    for (const kind of ["lead", "purchase"] as const) {
      const series = kind === "lead" ? "leads" : "purchases";
      const weights = causeWeights(plans, demand, series, day);
      const count = poisson(
        weights.reduce((sum, weight) => sum + weight, 0),
        random,
      );
      for (let i = 0; i < count; i++) {
        const isDuplicated = kind === "lead" && random.uniform() < DUPLICATE_SHARE;
        if (kind === "lead" && contacts + (isDuplicated ? 2 : 1) > settings.contacts) continue;
        contacts += kind === "lead" ? (isDuplicated ? 2 : 1) : 0;
        const cause = pickIndex(weights, random.uniform()) - 1;
        people.push(drawPerson(people.length, kind, day, cause < 0 ? null : cause, isDuplicated, input, book, random));
      }
    }
  }
  return people;
}

/** Expected demand of a day: of the base first, then by campaign, in proportion to its part of the channel's pressure. */
function causeWeights(
  plans: readonly CampaignPlan[],
  demand: Demand,
  series: "leads" | "purchases",
  day: number,
): readonly number[] {
  const perPressure = new Map(
    channelNames.map((channel) => {
      const { pressureEur, [series]: expected } = demand.byChannel[channel];
      const pressure = pressureEur[day] as number;
      return [channel, pressure > 0 ? (expected[day] as number) / pressure : 0];
    }),
  );
  const ofCampaigns = plans.map(
    ({ channel }, c) => (perPressure.get(channel) ?? 0) * (demand.pressureEur[c]?.[day] ?? 0),
  );
  return [demand.base[series][day] as number, ...ofCampaigns];
}

function drawPerson(
  index: number,
  kind: Person["kind"],
  day: number,
  cause: number | null,
  isDuplicated: boolean,
  input: PeopleInput,
  book: ClickBook,
  random: Random,
): Person {
  const market = cause === null ? (random.uniform() < BASE_SHARE_EU ? "eu" : "us") : marketOf(input.plans, cause);
  const calendar = input.regions[market];
  const convertedMs = momentOf(calendar, day, random);
  const touches = cause === null ? [] : causalTouch(cause, day, convertedMs, input, book, random);
  const others = poisson(OTHER_TOUCHES, random);
  for (let i = 0; i < others; i++) touches.push(...otherTouch(market, day, convertedMs, input, book, random));
  touches.sort((a, b) => a.atMs - b.atMs);
  return { index, kind, market, day, convertedMs, cause, touches, isDuplicated };
}

/** The touch that moved somebody: on an earlier day as often as that day's advertising still works. */
function causalTouch(
  campaign: number,
  day: number,
  convertedMs: number,
  input: PeopleInput,
  book: ClickBook,
  random: Random,
): Touch[] {
  const plan = input.plans[campaign] as CampaignPlan;
  const { decay, viewShare } = channelSettings[plan.channel];
  const spend = input.demand.spendEur[campaign] as Float64Array;
  const weights = Array.from(
    { length: Math.min(day, LONGEST_JOURNEY_DAYS) + 1 },
    (_, lag) => (spend[day - lag] as number) * decay ** lag,
  );
  const lag = pickIndex(weights, random.uniform());
  if (lag < 0) return [];
  const kind = random.uniform() < viewShare ? "view" : "click";
  return touchOn(campaign, day - lag, kind, convertedMs, input, book, random);
}

/** An ad met by somebody who was coming anyway. */
function otherTouch(
  market: "eu" | "us",
  day: number,
  convertedMs: number,
  input: PeopleInput,
  book: ClickBook,
  random: Random,
): Touch[] {
  const on = day - Math.min(LONGEST_JOURNEY_DAYS, Math.floor(exponential(OTHER_TOUCH_MEAN_DAYS, random)));
  const weights = input.plans.map(({ account, channel }, c) =>
    account.market === market && on >= 0 && isFinal(input.deliveries[c] as Delivery, on)
      ? (input.deliveries[c]?.clicks[on] ?? 0) * channelSettings[channel].meetsBuyers
      : 0,
  );
  const campaign = pickIndex(weights, random.uniform());
  if (campaign < 0) return [];
  const { channel } = input.plans[campaign] as CampaignPlan;
  const kind = random.uniform() < channelSettings[channel].viewShare ? "view" : "click";
  return touchOn(campaign, on, kind, convertedMs, input, book, random);
}

/** A touch at some time of the account's day before the conversion; none if the day's clicks are all used. */
function touchOn(
  campaign: number,
  day: number,
  kind: Touch["kind"],
  convertedMs: number,
  { plans, calendarOf }: PeopleInput,
  book: ClickBook,
  random: Random,
): Touch[] {
  const calendar = calendarOf((plans[campaign] as CampaignPlan).account.accountId);
  const startMs = calendar.startMs(day);
  const latestMs = Math.min(calendar.startMs(day + 1), convertedMs) - 60_000;
  if (latestMs <= startMs) return [];
  const earliestMs = Math.min(latestMs, startMs + FIRST_HOUR * HOUR_MS);
  const atMs = Math.round(earliestMs + (latestMs - earliestMs) * random.uniform());
  const click = kind === "click" ? book.take(campaign, day) : book.place(campaign, day, random);
  return click === null ? [] : [{ campaign, day, atMs, kind, click }];
}

function marketOf(plans: readonly CampaignPlan[], campaign: number): "eu" | "us" {
  return (plans[campaign] as CampaignPlan).account.market;
}

/** Between 7 and 22 o'clock of the local day, whole seconds. */
function momentOf(calendar: Calendar, day: number, random: Random): number {
  const hours = FIRST_HOUR + (LAST_HOUR - FIRST_HOUR) * random.uniform();
  return Math.round((calendar.startMs(day) + hours * HOUR_MS) / 1000) * 1000;
}
