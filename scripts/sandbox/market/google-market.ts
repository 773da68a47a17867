import { createRandom } from "../../../functions/models/numeric/random.ts";
import { gclidOf } from "./click-ids.ts";
import { daysOf } from "./days-of.ts";
import type { GoogleClick, GoogleConversion, GoogleMarket, GoogleSearchShare } from "./google.ts";
import { googleBudgets } from "./google-budgets.ts";
import type { GoogleCell } from "./google-cells.ts";
import type { GoogleClaim } from "./google-claims.ts";
import { conversionActions, lagBucket } from "./google-conversion-actions.ts";
import { USER_LISTS } from "./google-entities.ts";
import { campaignDayFacts } from "./google-facts.ts";
import { createGoogleUnit, type GoogleUnit, type PlacedClaim } from "./google-unit.ts";
import type { PlatformInput } from "./platform-input.ts";

/** Google's side of the market. Days are computed when they are asked for. */
export function createGoogleMarket(input: PlatformInput<GoogleClaim>): GoogleMarket {
  const { plans, settings, calendarOf } = input;
  const budgets = googleBudgets(plans, calendarOf);
  const units = plans
    .filter(({ account }) => account.platform === "google_ads")
    .map((plan) => createGoogleUnit(plan, budgets.idOf(plan), input));
  const unitsOf = (accountId: string): readonly GoogleUnit[] =>
    units.filter(({ plan }) => plan.account.accountId === accountId);
  return {
    campaigns: (accountId) => unitsOf(accountId).map(({ entity }) => entity.campaign),
    budgets: (accountId) => budgets.ofAccount(accountId),
    conversionActions: (accountId) =>
      settings.accounts
        .filter((account) => account.platform === "google_ads" && account.accountId === accountId)
        .flatMap((account) => conversionActions(account, calendarOf(accountId).startMs(0) - 30 * 86_400_000)),
    userLists: (accountId) => (unitsOf(accountId).length > 0 ? USER_LISTS : []),
    *facts(range, split = "ad") {
      for (const day of daysOf(range, calendarOf(range.accountId)))
        for (const unit of unitsOf(range.accountId)) yield* campaignDayFacts(unit, day, range.observedMs, split);
    },
    conversions: (range, by) =>
      daysOf(range, calendarOf(range.accountId)).flatMap((day) =>
        unitsOf(range.accountId).flatMap((unit) =>
          ((by === "click" ? unit.claimsByClickDay : unit.claimsByConversionDay).get(day) ?? [])
            .filter(({ claim }) => claim.visibleMs <= range.observedMs && unit.isShown(day, range.observedMs))
            .map((placed) => conversionOf(unit, placed)),
        ),
      ),
    *clicks(range) {
      for (const day of daysOf(range, calendarOf(range.accountId)))
        for (const unit of unitsOf(range.accountId)) yield* clicksOf(unit, day, range.observedMs);
    },
    searchShares: (range) =>
      daysOf(range, calendarOf(range.accountId)).flatMap((day) =>
        unitsOf(range.accountId).flatMap((unit) => searchShare(unit, day, range.observedMs, settings.seed)),
      ),
  };
}

function conversionOf(unit: GoogleUnit, { claim, cell }: PlacedClaim): GoogleConversion {
  const { adGroupId, adId, assetGroupId, device, network } = unit.cells[cell] as GoogleCell;
  return {
    day: unit.calendar.day(claim.touch.day),
    conversionDay: unit.calendar.day(claim.conversionDay),
    campaignId: unit.plan.campaignId,
    adGroupId,
    adId,
    assetGroupId,
    device,
    network,
    actionId: claim.actionId,
    lagBucket: lagBucket((claim.convertedMs - claim.touch.atMs) / 86_400_000),
    isViewThrough: claim.isViewThrough,
    isPrimary: claim.isPrimary,
    conversions: claim.creditMillionths / 1e6,
    value: claim.valueCents / 100,
  };
}

function* clicksOf(unit: GoogleUnit, day: number, observedMs: number): Generator<GoogleClick> {
  const seen = unit.observe(day, observedMs);
  if (!seen) return;
  // Numbers of clicks are those of the whole day, so a click keeps its gclid while the day fills up.
  const all = unit.split(day);
  let first = 0;
  for (const [i, cell] of unit.cells.entries()) {
    const adGroup = unit.entity.campaign.adGroups.find(({ id }) => id === cell.adGroupId);
    const shown = Math.min(seen.clicks[i] as number, all.clicks[i] as number);
    for (let n = 0; n < shown; n++)
      yield {
        day: unit.calendar.day(day),
        gclid: gclidOf(unit.plan.index, day, first + n),
        campaignId: unit.plan.campaignId,
        adGroupId: cell.adGroupId,
        adId: cell.adId,
        keywordId: adGroup?.keywords[n % Math.max(1, adGroup.keywords.length)]?.id ?? null,
        device: cell.device,
        network: cell.network,
      };
    first += all.clicks[i] as number;
  }
}

/** Budget and rank lose the rest of what could be had. Brand campaigns are seen almost always, others often below the lowest shown share. */
function searchShare(unit: GoogleUnit, day: number, observedMs: number, seed: number): readonly GoogleSearchShare[] {
  if (unit.entity.campaign.channelType !== "SEARCH" || !unit.observe(day, observedMs)) return [];
  const random = createRandom(seed, `share ${unit.plan.campaignId} ${day}`);
  const level = [0.88, 0.45, 0.22, 0.11][unit.plan.index % 4] ?? 0.3;
  const impressionShare = Math.min(0.98, level * (0.8 + 0.4 * random.uniform()));
  const budgetPart = random.uniform();
  return [
    {
      day: unit.calendar.day(day),
      campaignId: unit.plan.campaignId,
      impressionShare,
      budgetLostShare: (1 - impressionShare) * budgetPart,
      rankLostShare: (1 - impressionShare) * (1 - budgetPart),
    },
  ];
}
