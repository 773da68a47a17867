import type { Calendar } from "./calendar.ts";
import type { CampaignPlan } from "./campaign-plan.ts";
import { type Channel, channelNames, channelSettings } from "./channels.ts";
import type { Delivery } from "./delivery.ts";
import { toEur } from "./fx.ts";
import { rhythm } from "./rhythm.ts";
import type { MarketSettings } from "./settings.ts";
import { isFinal } from "./visibility.ts";

/** Expected demand, day by day, and where it comes from. */
export interface Demand {
  /** EUR, by campaign and day; taken-back traffic is 0. */
  readonly spendEur: readonly Float64Array[];
  readonly pressureEur: readonly Float64Array[];
  readonly base: DemandSeries;
  readonly byChannel: Readonly<Record<Channel, ChannelDemand>>;
  readonly rhythm: Float64Array;
  /** Leads and purchases at ln(1 + pressure / half point) = 1, by channel, and of a base day of rhythm 1. */
  readonly scale: { readonly leads: number; readonly purchases: number };
}

export interface DemandSeries {
  readonly leads: Float64Array;
  readonly purchases: Float64Array;
}

export interface ChannelDemand extends DemandSeries {
  readonly spendEur: Float64Array;
  readonly pressureEur: Float64Array;
}

/** Purchases expected for each lead. */
const PURCHASES_PER_LEAD = 1.1;
/** Records beside each lead that count against the limit of contacts: duplicates. */
export const DUPLICATE_SHARE = 0.02;

/**
 * Demand = base · rhythm + Σ channels scale · ln(1 + pressure / half point), pressure_t = spend_t + decay · pressure_{t−1}, so a channel's
 * pressure is the sum of its campaigns'. Scaled so that leads stay under the limit of contacts by four standard deviations.
 */
export function expectDemand(
  plans: readonly CampaignPlan[],
  deliveries: readonly Delivery[],
  settings: MarketSettings,
  calendar: Calendar,
): Demand {
  const { days } = settings;
  const spendEur = plans.map((plan, c) => spendOf(plan, deliveries[c] as Delivery, calendar));
  const pressureEur = plans.map((plan, c) =>
    carryOver(spendEur[c] as Float64Array, channelSettings[plan.channel].decay),
  );
  const beat = Float64Array.from({ length: days }, (_, t) => rhythm(calendar.day(t), settings.firstDay));
  const ofChannel = (channel: Channel, rows: readonly Float64Array[]): Float64Array =>
    Float64Array.from({ length: days }, (_, t) =>
      plans.reduce((sum, plan, c) => sum + (plan.channel === channel ? (rows[c]?.[t] ?? 0) : 0), 0),
    );
  const channels = channelNames.map((channel) => {
    const pressure = ofChannel(channel, pressureEur);
    const effect = pressure.map((value) => Math.log1p(value / channelSettings[channel].halfPointEur));
    return { channel, effect, spendEur: ofChannel(channel, spendEur), pressureEur: pressure };
  });
  const total = (kind: "leads" | "purchases"): number =>
    sum(beat) + channels.reduce((all, { channel, effect }) => all + channelSettings[channel][kind] * sum(effect), 0);
  const people = Math.max(settings.contacts / 2, settings.contacts - 4 * Math.sqrt(settings.contacts));
  const leads = people / (1 + DUPLICATE_SHARE);
  const scale = { leads: leads / total("leads"), purchases: (leads * PURCHASES_PER_LEAD) / total("purchases") };
  return {
    spendEur,
    pressureEur,
    rhythm: beat,
    scale,
    base: { leads: beat.map((b) => b * scale.leads), purchases: beat.map((b) => b * scale.purchases) },
    byChannel: Object.fromEntries(
      channels.map(({ channel, effect, ...series }) => [
        channel,
        {
          ...series,
          leads: effect.map((e) => e * channelSettings[channel].leads * scale.leads),
          purchases: effect.map((e) => e * channelSettings[channel].purchases * scale.purchases),
        },
      ]),
    ) as Record<Channel, ChannelDemand>,
  };
}

function spendOf({ account }: CampaignPlan, delivery: Delivery, calendar: Calendar): Float64Array {
  return delivery.costMicros.map((costMicros, t) =>
    isFinal(delivery, t) ? (costMicros / 1e6) * toEur(account.currencyCode, calendar.day(t)) : 0,
  );
}

function carryOver(spend: Float64Array, decay: number): Float64Array {
  let pressure = 0;
  return spend.map((value) => {
    pressure = value + decay * pressure;
    return pressure;
  });
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
