import { describe, expect, it } from "vitest";
import { createMarket } from "../../../../scripts/sandbox/market/market.ts";
import { createdMs, stateAt, type Versioned } from "../../../../scripts/sandbox/market/versioned.ts";
import { accountsOf, small, smallSettings } from "./markets.ts";

const markets = [small, createMarket({ ...smallSettings, seed: 11, days: 30, contacts: 200 })];

interface Part {
  readonly campaign: Versioned<unknown>;
  readonly part: Versioned<unknown>;
}

const googleParts = (market: typeof small): readonly Part[] =>
  accountsOf("google_ads").flatMap(({ accountId }) =>
    market.google
      .campaigns(accountId)
      .flatMap((campaign) => [
        { campaign, part: campaign as Versioned<unknown> },
        ...[
          ...campaign.adGroups,
          ...campaign.adGroups.flatMap((g) => [...g.ads, ...g.keywords]),
          ...campaign.assetGroups,
        ].map((part: Versioned<unknown>) => ({ campaign, part })),
      ]),
  );
const facebookParts = (market: typeof small): readonly Part[] =>
  accountsOf("facebook_ads").flatMap(({ accountId }) =>
    market.facebook.campaigns(accountId).flatMap((campaign) => [
      { campaign, part: campaign as Versioned<unknown> },
      ...[...campaign.adSets, ...campaign.adSets.flatMap((adSet) => adSet.ads)].map((part: Versioned<unknown>) => ({
        campaign,
        part,
      })),
    ]),
  );

describe.each([
  ["Google", googleParts],
  ["Facebook", facebookParts],
])("%s entities", (_, partsOf) => {
  it("have an id of their own", () => {
    for (const market of markets) {
      const ids = partsOf(market).map(({ part }) => part.id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it("change one instant after another, and no part is older than its campaign", () => {
    for (const { campaign, part } of markets.flatMap((market) => partsOf(market))) {
      const times = part.versions.map(({ fromMs }) => fromMs);
      expect(times.length).toBeGreaterThan(0);
      expect(times.every((time, i) => i === 0 || time > (times[i - 1] ?? 0))).toBe(true);
      expect(createdMs(part)).toBeGreaterThanOrEqual(createdMs(campaign));
      expect(stateAt(part, createdMs(part) - 1)).toBeUndefined();
    }
  });
});

describe("ids", () => {
  it("of Facebook exceed what a double holds, so that a rounded id shows", () => {
    for (const { part } of facebookParts(small)) expect(Number.isSafeInteger(Number(part.id))).toBe(false);
  });
});

describe("budgets", () => {
  it("of Google exist when their campaign does, and two search campaigns share one", () => {
    for (const { accountId } of accountsOf("google_ads")) {
      const budgets = new Map(small.google.budgets(accountId).map((budget) => [budget.id, budget]));
      const campaigns = small.google.campaigns(accountId);
      for (const campaign of campaigns)
        for (const { fromMs, state } of campaign.versions) {
          const budget = budgets.get(state.budgetId);
          expect(budget && stateAt(budget, fromMs)?.amountMicros).toBeGreaterThan(0);
        }
      expect(budgets.size).toBe(campaigns.length - 1);
    }
  });

  it("bound spend: no day of a Facebook campaign spends more than twice its budget, or that of its ad sets on air", () => {
    for (const { accountId } of accountsOf("facebook_ads")) {
      const range = { accountId, from: small.firstDay, to: small.lastDay, observedMs: small.endMs + 4e9 };
      const spend = new Map<string, number>();
      for (const fact of small.facebook.facts(range))
        spend.set(
          `${fact.campaignId} ${fact.day}`,
          (spend.get(`${fact.campaignId} ${fact.day}`) ?? 0) + fact.spendCents,
        );
      for (const campaign of small.facebook.campaigns(accountId))
        for (const { day } of small.truth.days) {
          const noonMs = Date.parse(`${day}T16:00:00Z`);
          const active = campaign.adSets.flatMap((adSet) => {
            const state = stateAt(adSet, noonMs);
            return state?.status === "ACTIVE" ? [state.dailyBudgetCents ?? 0] : [];
          });
          const shared = active.reduce((sum, cents) => sum + cents, 0);
          const budgetCents = stateAt(campaign, noonMs)?.dailyBudgetCents ?? shared;
          expect(spend.get(`${campaign.id} ${day}`) ?? 0).toBeLessThanOrEqual(2 * budgetCents);
        }
    }
  });

  it("of a Facebook campaign stand in the campaign or in its ad sets, never in both", () => {
    for (const { accountId } of accountsOf("facebook_ads"))
      for (const campaign of small.facebook.campaigns(accountId)) {
        const inCampaign = campaign.versions.some(({ state }) => state.dailyBudgetCents !== null);
        const inSets = campaign.adSets.flatMap(({ versions }) => versions.map(({ state }) => state.dailyBudgetCents));
        expect(inSets.every((cents) => (cents === null) === inCampaign)).toBe(true);
      }
  });
});
