import { writeFile } from "node:fs/promises";
import type { Calendar } from "./calendar.ts";
import type { CampaignPlan } from "./campaign-plan.ts";
import { type Channel, channelNames, channelSettings } from "./channels.ts";
import { utcDay } from "./crm-history.ts";
import type { Demand } from "./demand.ts";
import { toEur } from "./fx.ts";
import { hubspotContactId } from "./hubspot-records.ts";
import type { Outcome } from "./leads.ts";
import type { Person } from "./people.ts";
import { salesforceLeadId } from "./salesforce-records.ts";

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
  /** Over the whole market: EUR spent, EUR of revenue expected of the people it brought, and their ratio. */
  readonly spendEur: number;
  readonly revenueEur: number;
  /** Null without spend. */
  readonly roi: number | null;
}

export interface DayTruth {
  readonly day: string;
  /** Expected without advertising, season, weekday, month end, holidays and trend included. */
  readonly baseLeads: number;
  readonly basePurchases: number;
  /** Factor of the day on base demand; advertising works alike on all days. */
  readonly rhythm: number;
  readonly byChannel: Readonly<Record<Channel, ChannelDayTruth>>;
  /** People who came, and the revenue expected of them (leads: probability times worth), booked on this day. */
  readonly leads: number;
  readonly purchases: number;
  readonly revenueEur: number;
}

export interface ChannelDayTruth {
  readonly spendEur: number;
  readonly pressureEur: number;
  /** Expected. */
  readonly leads: number;
  readonly purchases: number;
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
  /** Every contact with an ad before, ascending; the cause is among them, unless all clicks of its day were taken. */
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

export interface TruthInput {
  readonly plans: readonly CampaignPlan[];
  readonly demand: Demand;
  readonly people: readonly Person[];
  readonly outcomes: readonly Outcome[];
  readonly calendar: Calendar;
}

/** The truth of a market that has been drawn. */
export function truthOf({ plans, demand, people, outcomes, calendar }: TruthInput): MarketTruth {
  const worth = people.map((person) => expectedEur(person, outcomes[person.index] as Outcome));
  const channelOf = ({ cause }: Person): Channel | null => (cause === null ? null : (plans[cause]?.channel ?? null));
  const channels = channelNames.map((channel) => {
    const { decay, halfPointEur, leads, purchases, wonLogOdds } = channelSettings[channel];
    const spendEur = demand.byChannel[channel].spendEur.reduce((sum, value) => sum + value, 0);
    const revenueEur = people.reduce((sum, one) => sum + (channelOf(one) === channel ? (worth[one.index] ?? 0) : 0), 0);
    return {
      channel,
      decay,
      halfPointEur,
      leadsScale: leads * demand.scale.leads,
      purchasesScale: purchases * demand.scale.purchases,
      wonLogOdds,
      spendEur,
      revenueEur,
      roi: spendEur > 0 ? revenueEur / spendEur : null,
    };
  });
  const totals = Array.from({ length: calendar.days }, () => ({ leads: 0, purchases: 0, revenueEur: 0 }));
  for (const person of people) {
    const total = totals[person.day];
    if (!total) continue;
    total[person.kind === "lead" ? "leads" : "purchases"] += 1;
    total.revenueEur += worth[person.index] ?? 0;
  }
  return {
    channels,
    days: totals.map((total, t) => ({ ...dayTruth(demand, t), day: calendar.day(t), ...total })),
    people: people.map((person) => personTruth(person, outcomes[person.index] as Outcome, plans)),
  };
}

/** Writes the truth as JSON. Nothing in the product reads it. */
export async function writeTruth(path: string, truth: MarketTruth): Promise<void> {
  await writeFile(path, `${JSON.stringify(truth)}\n`);
}

function dayTruth(demand: Demand, t: number): Pick<DayTruth, "baseLeads" | "basePurchases" | "rhythm" | "byChannel"> {
  const at = (series: Float64Array): number => series[t] as number;
  const ofChannel = (channel: Channel): ChannelDayTruth => {
    const { spendEur, pressureEur, leads, purchases } = demand.byChannel[channel];
    return { spendEur: at(spendEur), pressureEur: at(pressureEur), leads: at(leads), purchases: at(purchases) };
  };
  return {
    baseLeads: at(demand.base.leads),
    basePurchases: at(demand.base.purchases),
    rhythm: at(demand.rhythm),
    byChannel: Object.fromEntries(
      channelNames.map((channel) => [channel, ofChannel(channel)]),
    ) as DayTruth["byChannel"],
  };
}

function personTruth(person: Person, outcome: Outcome, plans: readonly CampaignPlan[]): PersonTruth {
  const plan = person.cause === null ? null : (plans[person.cause] as CampaignPlan);
  const crmId = person.market === "eu" ? hubspotContactId(person.index) : salesforceLeadId(person.index);
  return {
    personId: `p${person.index}`,
    kind: person.kind,
    market: person.market,
    convertedMs: person.convertedMs,
    causeCampaignId: plan?.campaignId ?? null,
    causeChannel: plan?.channel ?? null,
    touches: person.touches.map(({ atMs, campaign, kind }) => {
      const { campaignId, channel } = plans[campaign] as CampaignPlan;
      return { atMs, campaignId, channel, kind };
    }),
    crmId: person.kind === "lead" ? crmId : null,
    wonProbability: outcome.wonProbability,
    isWon: outcome.isWon,
    wonMs: outcome.isWon ? outcome.stages.closedMs : null,
    revenueEur: outcome.isWon ? worthEur(person, outcome) : 0,
  };
}

function expectedEur(person: Person, outcome: Outcome): number {
  return outcome.wonProbability * worthEur(person, outcome);
}

function worthEur({ market, convertedMs }: Person, { amountCents }: Outcome): number {
  return (amountCents / 100) * toEur(market === "eu" ? "EUR" : "USD", utcDay(convertedMs));
}
