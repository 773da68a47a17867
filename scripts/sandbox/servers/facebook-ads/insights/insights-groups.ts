import type { FacebookAction, FacebookFact } from "../../../market/facebook.ts";
import type { Market } from "../../../market/market.ts";
import { fulfils } from "../graph/filters.ts";
import { type AdObject, type AdSetObject, type CampaignObject, effectiveStatus, type World } from "../nodes/world.ts";
import { type ActionTally, addConversion, addDelivery } from "./action-tally.ts";
import { breakdownValues } from "./breakdowns.ts";
import { type InsightsQuery, LEVELS, type Level } from "./insights-query.ts";
import type { Period } from "./periods.ts";

/** What one row sums up. */
export interface InsightsGroup {
  readonly period: Period;
  readonly campaign: CampaignObject;
  readonly adSet: AdSetObject;
  readonly ad: AdObject;
  readonly breakdown: Readonly<Record<string, string>>;
  spendCents: number;
  impressions: number;
  clicks: number;
  linkClicks: number;
  outboundClicks: number;
  /** Impressions by ad set, and the people each can reach. */
  readonly adSets: Map<string, { impressions: number; readonly audience: number }>;
  readonly actions: ActionTally;
  /** In cents. */
  readonly actionValues: ActionTally;
}

type Placed = Pick<InsightsGroup, "campaign" | "adSet" | "ad">;

/** Groups of a query as seen at an instant, by period and then in the order of the account's campaigns. */
export function groupInsights(
  query: InsightsQuery,
  world: World,
  market: Market,
  observedMs: number,
): readonly InsightsGroup[] {
  const split = query.breakdown?.split;
  const isCounted = filterOf(query, world, observedMs);
  return query.periods.flatMap((period) => {
    const range = { accountId: query.scope.account.accountId, from: period.since, to: period.until, observedMs };
    const groups = new Map<string, InsightsGroup>();
    const groupOf = (fact: FacebookFact | FacebookAction): InsightsGroup | null => {
      const placed = isCounted(fact.adId);
      if (!placed) return null;
      const breakdown = query.breakdown ? breakdownValues(fact.part, query.breakdown.keys) : {};
      const key = [idOf(placed, query.level), ...Object.values(breakdown)].join("\u0000");
      const group = groups.get(key) ?? emptyGroup(period, placed, breakdown);
      groups.set(key, group);
      return group;
    };
    for (const fact of market.facebook.facts(range, split)) {
      const group = groupOf(fact);
      if (group) addFact(group, fact, audienceOf(world, fact.adSetId));
    }
    // Conversions happen off Meta here, on the advertiser's site: those are not told by region.
    if (split !== "region")
      for (const action of market.facebook.actions(range, split)) {
        const group = groupOf(action);
        if (!group) continue;
        addConversion(group.actions, action, 1);
        addConversion(group.actionValues, action, action.valueCents);
      }
    return [...groups.values()];
  });
}

/** Where an ad stands if its figures count for the query; null if a filter, the scope or a deletion leaves it out. */
function filterOf(query: InsightsQuery, world: World, atMs: number): (adId: string) => Placed | null {
  const known = new Map<string, Placed | null>();
  const decide = (adId: string): Placed | null => {
    const ad = world.objects.get(adId);
    if (ad?.kind !== "ad") throw new Error(`expected an ad of the account, got "${adId}"`);
    const campaign: CampaignObject = { ...ad, kind: "campaign", id: ad.campaign.id };
    const adSet: AdSetObject = { ...ad, kind: "adset", id: ad.adSet.id };
    const placed = { campaign, adSet, ad };
    const { object } = query.scope;
    if (object && ![campaign.id, adSet.id, ad.id].includes(object.id)) return null;
    if (!query.showsDeleted && isListed(query) && effectiveStatus(ofLevel(placed, query.level), atMs) === "DELETED")
      return null;
    return query.filters.every((filter) => fulfils(filter, filteredText(placed, filter.field, atMs))) ? placed : null;
  };
  return (adId) => {
    const placed = known.get(adId);
    if (placed !== undefined) return placed;
    const decided = decide(adId);
    known.set(adId, decided);
    return decided;
  };
}

/**
 * Whether rows list objects below the scope: then deleted ones are left out. Sums of a parent hold them all, and by its id a deleted object
 * still answers (Marketing API, "Manage your ad object's status").
 */
function isListed({ scope, level }: InsightsQuery): boolean {
  return LEVELS.indexOf(level) > LEVELS.indexOf(scope.object?.kind ?? "account");
}

function ofLevel(placed: Placed, level: Level): CampaignObject | AdSetObject | AdObject {
  return level === "ad" ? placed.ad : level === "adset" ? placed.adSet : placed.campaign;
}

function idOf(placed: Placed, level: Level): string {
  return level === "account" ? placed.campaign.account.accountId : ofLevel(placed, level).id;
}

function filteredText(placed: Placed, field: string, atMs: number): string {
  const [owner = "", name] = field.split(".");
  const object = { campaign: placed.campaign, adset: placed.adSet, ad: placed.ad }[owner];
  if (!object) throw new Error(`expected a filter on a campaign, ad set or ad, got ${field}`);
  return name === "id" ? object.id : effectiveStatus(object, atMs);
}

function emptyGroup(period: Period, placed: Placed, breakdown: InsightsGroup["breakdown"]): InsightsGroup {
  return {
    period,
    ...placed,
    breakdown,
    spendCents: 0,
    impressions: 0,
    clicks: 0,
    linkClicks: 0,
    outboundClicks: 0,
    adSets: new Map(),
    actions: new Map(),
    actionValues: new Map(),
  };
}

function addFact(group: InsightsGroup, fact: FacebookFact, audience: number): void {
  group.spendCents += fact.spendCents;
  group.impressions += fact.impressions;
  group.clicks += fact.clicks;
  group.linkClicks += fact.linkClicks;
  group.outboundClicks += fact.outboundClicks;
  const adSet = group.adSets.get(fact.adSetId) ?? { impressions: 0, audience };
  adSet.impressions += fact.impressions;
  group.adSets.set(fact.adSetId, adSet);
  addDelivery(group.actions, fact);
}

function audienceOf(world: World, adSetId: string): number {
  const object = world.objects.get(adSetId);
  if (object?.kind !== "adset") throw new Error(`expected an ad set of the account, got "${adSetId}"`);
  return object.adSet.audience;
}
