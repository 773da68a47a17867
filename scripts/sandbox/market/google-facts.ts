import { createRandom } from "../../../functions/models/numeric/random.ts";
import { apportion, pickIndex } from "./draws.ts";
import type { GoogleFact, GooglePart, GoogleSplit } from "./google.ts";
import type { GoogleCell } from "./google-cells.ts";
import type { GoogleClaim } from "./google-claims.ts";
import { googleParts, type PartShare } from "./google-parts.ts";
import type { GoogleUnit, PlacedClaim } from "./google-unit.ts";

interface Measures {
  costMicros: number;
  clicks: number;
  viewed: number;
  unviewed: number;
}

/** A campaign's day as shown at an instant, cell by cell; cells without anything are left out. */
export function* campaignDayFacts(
  unit: GoogleUnit,
  day: number,
  observedMs: number,
  split: GoogleSplit,
): Generator<GoogleFact> {
  if (!unit.isShown(day, observedMs)) return;
  const seen = unit.observe(day, observedMs);
  const isVisible = ({ claim }: PlacedClaim): boolean => claim.visibleMs <= observedMs;
  const clicked = (unit.claimsByClickDay.get(day) ?? []).filter(isVisible);
  const converted = (unit.claimsByConversionDay.get(day) ?? []).filter(isVisible);
  if (!seen && clicked.length === 0 && converted.length === 0) return;
  const groups = groupCells(unit, split);
  for (const { cell, members } of groups) {
    const measures = { costMicros: 0, clicks: 0, viewed: 0, unviewed: 0 };
    if (seen)
      for (const i of members) {
        measures.costMicros += seen.cost[i] as number;
        measures.clicks += seen.clicks[i] as number;
        measures.viewed += seen.viewed[i] as number;
        measures.unviewed += seen.unviewed[i] as number;
      }
    const ofGroup = ({ cell: c }: PlacedClaim): boolean => members.includes(c);
    const claims = { clicked: clicked.filter(ofGroup), converted: converted.filter(ofGroup) };
    const parts = partsOf(unit, split, cell);
    yield* splitGroup(unit, day, split, cell, parts, measures, claims);
  }
}

/** Cells that a split is made from: the finest for "ad", else all ads of an ad group (or asset groups) on one device and network. */
function groupCells(
  unit: GoogleUnit,
  split: GoogleSplit,
): readonly { readonly cell: GoogleCell; readonly members: readonly number[] }[] {
  if (split === "ad") return unit.cells.map((cell, i) => ({ cell, members: [i] }));
  const groups = new Map<string, { cell: GoogleCell; members: number[] }>();
  for (const [i, cell] of unit.cells.entries()) {
    const key = `${cell.adGroupId} ${cell.device} ${cell.network}`;
    const group = groups.get(key);
    if (group) group.members.push(i);
    else groups.set(key, { cell, members: [i] });
  }
  return [...groups.values()];
}

function partsOf(unit: GoogleUnit, split: GoogleSplit, cell: GoogleCell): readonly PartShare[] {
  if (split === "ad") return [{ part: { kind: "ad", adId: cell.adId, assetGroupId: cell.assetGroupId }, share: 1 }];
  const { campaign } = unit.entity;
  const adGroup = campaign.adGroups.find(({ id }) => id === cell.adGroupId);
  return googleParts(split, campaign, adGroup, unit.plan.account.market);
}

function* splitGroup(
  unit: GoogleUnit,
  day: number,
  split: GoogleSplit,
  cell: GoogleCell,
  parts: readonly PartShare[],
  measures: Measures,
  claims: { readonly clicked: readonly PlacedClaim[]; readonly converted: readonly PlacedClaim[] },
): Generator<GoogleFact> {
  if (parts.length === 0) return;
  const weights = dayWeights(unit, day, split, cell, parts);
  const split4 = {
    costMicros: apportion(measures.costMicros, weights),
    clicks: apportion(measures.clicks, weights),
    viewed: apportion(measures.viewed, weights),
    unviewed: apportion(measures.unviewed, weights),
  };
  const shares = parts.map(({ share }) => share);
  const inPart = (list: readonly PlacedClaim[], p: number): readonly GoogleClaim[] =>
    parts.length === 1
      ? list.map(({ claim }) => claim)
      : list.filter(({ claim }) => pickIndex(shares, claim.place) === p).map(({ claim }) => claim);
  for (const [p, { part }] of parts.entries()) {
    if (part === null) continue;
    const fact = factOf(unit, day, cell, part, {
      costMicros: split4.costMicros[p] as number,
      clicks: split4.clicks[p] as number,
      viewed: split4.viewed[p] as number,
      unviewed: split4.unviewed[p] as number,
      clicked: inPart(claims.clicked, p),
      converted: inPart(claims.converted, p),
    });
    if (!isAllZero(fact)) yield fact;
  }
}

/** Shares of the day: they move a little, but for a single part. */
function dayWeights(
  unit: GoogleUnit,
  day: number,
  split: GoogleSplit,
  cell: GoogleCell,
  parts: readonly PartShare[],
): readonly number[] {
  if (parts.length === 1) return [1];
  const stream = `${split} ${unit.plan.campaignId} ${cell.adGroupId} ${cell.device} ${cell.network} ${day}`;
  const random = createRandom(unit.seed, stream);
  return parts.map(({ share }) => share * (0.8 + 0.4 * random.uniform()));
}

function factOf(
  unit: GoogleUnit,
  day: number,
  { adGroupId, device, network }: GoogleCell,
  part: GooglePart,
  m: Measures & { readonly clicked: readonly GoogleClaim[]; readonly converted: readonly GoogleClaim[] },
): GoogleFact {
  const sum = (claims: readonly GoogleClaim[], value: (claim: GoogleClaim) => number): number =>
    claims.reduce((total, claim) => total + value(claim), 0);
  const clicks = m.clicked.filter(({ isViewThrough }) => !isViewThrough);
  const primary = clicks.filter(({ isPrimary }) => isPrimary);
  const convertedPrimary = m.converted.filter(({ isPrimary, isViewThrough }) => isPrimary && !isViewThrough);
  const credit = ({ creditMillionths }: GoogleClaim): number => creditMillionths;
  const cents = ({ valueCents }: GoogleClaim): number => valueCents;
  return {
    day: unit.calendar.day(day),
    campaignId: unit.plan.campaignId,
    adGroupId,
    device,
    network,
    part,
    costMicros: m.costMicros,
    impressions: m.clicks + m.viewed + m.unviewed,
    clicks: m.clicks,
    interactions: m.clicks + m.viewed,
    videoViews: m.viewed,
    conversions: sum(primary, credit) / 1e6,
    conversionsValue: sum(primary, cents) / 100,
    allConversions: sum(clicks, credit) / 1e6,
    allConversionsValue: sum(clicks, cents) / 100,
    viewThroughConversions: m.clicked.length - clicks.length,
    conversionsByConversionDate: sum(convertedPrimary, credit) / 1e6,
    conversionsValueByConversionDate: sum(convertedPrimary, cents) / 100,
  };
}

function isAllZero(fact: GoogleFact): boolean {
  return (
    fact.costMicros === 0 &&
    fact.impressions === 0 &&
    fact.allConversions === 0 &&
    fact.viewThroughConversions === 0 &&
    fact.conversionsByConversionDate === 0
  );
}
