import { createRandom } from "../../../functions/models/numeric/random.ts";
import type { DayCells } from "./cells.ts";
import { apportion, pickIndex } from "./draws.ts";
import type { FacebookAction, FacebookFact, FacebookPart, FacebookSplit } from "./facebook.ts";
import { type FacebookCell, facebookParts } from "./facebook-cells.ts";
import type { FacebookUnit } from "./facebook-unit.ts";

/** Measures that add up and do not overlap; the shown ones are sums of them, so no part ever shows more clicks than impressions. */
const COMPONENTS = [
  "spendCents",
  "outbound",
  "onlyLink",
  "otherClicks",
  "viewed",
  "unviewed",
  "reactions",
  "comments",
  "shares",
] as const;
type Components = Record<(typeof COMPONENTS)[number], number>;

const OUTBOUND_SHARE = 0.93;
const OTHER_CLICK_SHARE = 0.34;
const REACTION_SHARE = 0.0042;
const COMMENT_SHARE = 0.0006;
const SHARE_SHARE = 0.0004;

/** A campaign's day as shown at an instant; parts without anything are left out. */
export function* campaignDayFacts(
  unit: FacebookUnit,
  day: number,
  observedMs: number,
  split: FacebookSplit,
): Generator<FacebookFact> {
  const seen = unit.observe(day, observedMs);
  if (!seen) return;
  for (const [i, cell] of unit.cells.entries()) {
    if (split === "placement") {
      const fact = factOf(unit, day, cell, cell.placement, componentsOf(seen, i, day));
      if (fact) yield fact;
    } else if (isFirstOfAd(unit, i)) yield* splitAd(unit, day, cell, split, adTotal(unit, seen, cell.adId, day));
  }
}

/** Claims of a campaign's day as shown at an instant. */
export function campaignDayActions(
  unit: FacebookUnit,
  day: number,
  observedMs: number,
  split: FacebookSplit,
): readonly FacebookAction[] {
  if (!unit.isShown(day, observedMs)) return [];
  return (unit.claimsByDay.get(day) ?? [])
    .filter(({ claim }) => claim.visibleMs <= observedMs)
    .map(({ claim, cell }) => {
      const { adSetId, adId, placement } = unit.cells[cell] as FacebookCell;
      return {
        day: unit.calendar.day(day),
        campaignId: unit.plan.campaignId,
        adSetId,
        adId,
        part: split === "placement" ? placement : partOfPlace(unit, split, claim.place),
        actionType: claim.actionType,
        isView: claim.isView,
        lagDays: claim.lagDays,
        valueCents: claim.valueCents,
      };
    });
}

function partOfPlace(unit: FacebookUnit, split: Exclude<FacebookSplit, "placement">, place: number): FacebookPart {
  const parts = facebookParts(split, unit.plan.account.market);
  const index = pickIndex(
    parts.map(({ share }) => share),
    place,
  );
  return (parts[index] as { readonly part: FacebookPart }).part;
}

function isFirstOfAd(unit: FacebookUnit, index: number): boolean {
  return unit.cells[index]?.adId !== unit.cells[index - 1]?.adId;
}

function adTotal(unit: FacebookUnit, seen: DayCells, adId: string, day: number): Components {
  const total = Object.fromEntries(COMPONENTS.map((name) => [name, 0])) as Components;
  for (const [i, cell] of unit.cells.entries()) {
    if (cell.adId !== adId) continue;
    const part = componentsOf(seen, i, day);
    for (const name of COMPONENTS) total[name] += part[name];
  }
  return total;
}

/** A cell's delivery in non-overlapping parts. Clicks of the delivery are link clicks; other clicks are some impressions more. */
function componentsOf(seen: DayCells, i: number, day: number): Components {
  const link = seen.clicks[i] as number;
  const viewed = seen.viewed[i] as number;
  const unviewed = seen.unviewed[i] as number;
  const outbound = Math.floor(link * OUTBOUND_SHARE);
  const impressions = link + viewed + unviewed;
  const otherClicks = Math.min(unviewed, Math.floor(link * OTHER_CLICK_SHARE));
  return {
    spendCents: seen.cost[i] as number,
    outbound,
    onlyLink: link - outbound,
    otherClicks,
    viewed,
    unviewed: unviewed - otherClicks,
    reactions: fewOf(impressions * REACTION_SHARE, 31 * day + 17 * i),
    comments: fewOf(impressions * COMMENT_SHARE, 43 * day + 59 * i),
    shares: fewOf(impressions * SHARE_SHARE, 67 * day + 23 * i),
  };
}

/** Whole number near an expected one that is often below 1: cells differ in where they round, so that few are some in all and none in most. */
function fewOf(expected: number, cell: number): number {
  return expected === 0 ? 0 : Math.floor(expected + (cell % 97) / 97);
}

function* splitAd(
  unit: FacebookUnit,
  day: number,
  cell: FacebookCell,
  split: Exclude<FacebookSplit, "placement">,
  total: Components,
): Generator<FacebookFact> {
  const random = createRandom(unit.seed, `${split} ${cell.adId} ${day}`);
  const parts = facebookParts(split, unit.plan.account.market);
  const weights = parts.map(({ share }) => share * (0.8 + 0.4 * random.uniform()));
  const columns = COMPONENTS.map((name) => apportion(total[name], weights));
  for (const [p, { part }] of parts.entries()) {
    const components = Object.fromEntries(COMPONENTS.map((name, c) => [name, columns[c]?.[p] ?? 0])) as Components;
    const fact = factOf(unit, day, cell, part, components);
    if (fact) yield fact;
  }
}

function factOf(
  unit: FacebookUnit,
  day: number,
  { adSetId, adId }: FacebookCell,
  part: FacebookPart,
  c: Components,
): FacebookFact | null {
  const linkClicks = c.outbound + c.onlyLink;
  const clicks = linkClicks + c.otherClicks;
  const impressions = clicks + c.viewed + c.unviewed;
  if (impressions === 0 && c.spendCents === 0) return null;
  return {
    day: unit.calendar.day(day),
    campaignId: unit.plan.campaignId,
    adSetId,
    adId,
    part,
    spendCents: c.spendCents,
    impressions,
    clicks,
    linkClicks,
    outboundClicks: c.outbound,
    videoViews: c.viewed,
    postReactions: c.reactions,
    comments: c.comments,
    shares: c.shares,
  };
}
