import { daysOf } from "./days-of.ts";
import type { FacebookMarket } from "./facebook.ts";
import type { FacebookClaim } from "./facebook-claims.ts";
import { campaignDayActions, campaignDayFacts } from "./facebook-facts.ts";
import { createFacebookUnit, type FacebookUnit } from "./facebook-unit.ts";
import type { PlatformInput } from "./platform-input.ts";

/** Facebook's side of the market. Days are computed when they are asked for. */
export function createFacebookMarket(input: PlatformInput<FacebookClaim>): FacebookMarket {
  const units = input.plans
    .filter(({ account }) => account.platform === "facebook_ads")
    .map((plan) => createFacebookUnit(plan, input));
  const unitsOf = (accountId: string): readonly FacebookUnit[] =>
    units.filter(({ plan }) => plan.account.accountId === accountId);
  return {
    campaigns: (accountId) => unitsOf(accountId).map(({ entity }) => entity.campaign),
    *facts(range, split = "placement") {
      for (const day of daysOf(range, input.calendarOf(range.accountId)))
        for (const unit of unitsOf(range.accountId)) yield* campaignDayFacts(unit, day, range.observedMs, split);
    },
    actions: (range, split = "placement") =>
      daysOf(range, input.calendarOf(range.accountId)).flatMap((day) =>
        unitsOf(range.accountId).flatMap((unit) => campaignDayActions(unit, day, range.observedMs, split)),
      ),
    reachOf,
  };
}

/** Impressions fall on people at random: reach = audience · (1 − exp(−impressions / audience)), rounded, at least one person. */
function reachOf(impressions: number, audience: number): number {
  if (impressions <= 0 || audience <= 0) return 0;
  const people = Math.round(audience * -Math.expm1(-impressions / audience));
  return Math.max(1, Math.min(people, impressions, audience));
}
