import type { GoogleConversionAction } from "../../../market/google.ts";
import type { Market } from "../../../market/market.ts";
import { stateAt, type Versioned } from "../../../market/versioned.ts";
import type { AdsAccount } from "../accounts.ts";
import type { AdGroupCriterion, Seen, SeenAd, SeenAdGroup, SeenAssetGroup, SeenBudget, SeenCampaign } from "./item.ts";

export interface CampaignView {
  readonly campaign: SeenCampaign;
  readonly budget: SeenBudget | undefined;
  readonly adGroups: readonly AdGroupView[];
  readonly assetGroups: readonly SeenAssetGroup[];
}

export interface AdGroupView {
  readonly adGroup: SeenAdGroup;
  readonly ads: readonly SeenAd[];
  readonly criteria: readonly AdGroupCriterion[];
}

/** An account's campaigns and what belongs to them as they look at an instant; what is not yet created is left out. */
export interface AccountView {
  readonly account: AdsAccount;
  readonly campaigns: ReadonlyMap<string, CampaignView>;
  readonly adGroups: ReadonlyMap<string, AdGroupView>;
  readonly ads: ReadonlyMap<string, SeenAd>;
  readonly assetGroups: ReadonlyMap<string, SeenAssetGroup>;
  readonly budgets: readonly SeenBudget[];
  readonly conversionActions: ReadonlyMap<string, GoogleConversionAction>;
}

export function viewAccount(market: Market, account: AdsAccount, nowMs: number): AccountView {
  if (account.isManager)
    return {
      account,
      campaigns: new Map(),
      adGroups: new Map(),
      ads: new Map(),
      assetGroups: new Map(),
      budgets: [],
      conversionActions: new Map(),
    };
  const all = market.google.campaigns(account.id);
  const seen = all.flatMap((campaign) => see(campaign, nowMs));
  const budgets = market.google.budgets(account.id).flatMap((budget) =>
    see(budget, nowMs).map((one) => ({
      ...one,
      campaignCount: seen.filter(({ state }) => state.budgetId === budget.id && state.status !== "REMOVED").length,
      isShared: all.filter(({ versions }) => versions[0]?.state.budgetId === budget.id).length > 1,
    })),
  );
  const campaigns = seen.map((campaign) => ({
    campaign,
    budget: budgets.find(({ thing }) => thing.id === campaign.state.budgetId),
    adGroups: campaign.thing.adGroups.flatMap((group) =>
      see(group, nowMs).map((adGroup) => ({
        adGroup,
        ads: group.ads.flatMap((ad) => see(ad, nowMs)),
        criteria: criteriaOf(adGroup, nowMs),
      })),
    ),
    assetGroups: campaign.thing.assetGroups.flatMap((group) => see(group, nowMs)),
  }));
  const adGroups = campaigns.flatMap((one) => one.adGroups);
  return {
    account,
    campaigns: new Map(campaigns.map((one) => [one.campaign.thing.id, one])),
    adGroups: new Map(adGroups.map((one) => [one.adGroup.thing.id, one])),
    ads: byId(adGroups.flatMap(({ ads }) => ads)),
    assetGroups: byId(campaigns.flatMap((one) => one.assetGroups)),
    budgets,
    conversionActions: new Map(
      market.google
        .conversionActions(account.id)
        .filter(({ createdMs }) => createdMs <= nowMs)
        .map((action) => [action.id, action]),
    ),
  };
}

function see<State, Thing extends Versioned<State>>(
  thing: Thing & Versioned<State>,
  nowMs: number,
): readonly Seen<Thing, State>[] {
  const state = stateAt<State>(thing, nowMs);
  return state === undefined ? [] : [{ thing, state }];
}

function byId<Thing extends { readonly id: string }, State>(
  list: readonly Seen<Thing, State>[],
): ReadonlyMap<string, Seen<Thing, State>> {
  return new Map(list.map((one) => [one.thing.id, one]));
}

/** Keywords and audiences that the advertiser chose. */
function criteriaOf({ thing }: SeenAdGroup, nowMs: number): readonly AdGroupCriterion[] {
  const keywords = thing.keywords.flatMap((keyword) =>
    see(keyword, nowMs).map(({ state }) => ({
      id: keyword.id,
      type: "KEYWORD" as const,
      status: state.status,
      keyword: { text: keyword.text, matchType: keyword.matchType },
    })),
  );
  const audiences = thing.userListIds.map((userListId) => ({
    id: userListId,
    type: "USER_LIST" as const,
    status: "ENABLED" as const,
    userListId,
  }));
  return [...keywords, ...audiences];
}
