import { GEO_TARGETS } from "./geo-targets.ts";
import type { Item } from "./item.ts";
import type { World } from "./world.ts";

const CURRENCIES = [
  { code: "EUR", name: "Euro", symbol: "€" },
  { code: "USD", name: "US Dollar", symbol: "$" },
] as const;

/** All things of a resource that exist now, removed ones included. Views that exist through their numbers only list nothing. */
export function* listing(resource: string, world: World): Iterable<Item> {
  const customer = world.account;
  switch (resource) {
    case "customer":
      yield { customer };
      return;
    case "customer_client":
      yield { customer, client: { account: customer, level: 0 } };
      if (customer.isManager)
        for (const account of world.tree.clients) yield { customer, client: { account, level: 1 } };
      return;
    case "campaign_budget":
      for (const budget of world.budgets) yield { customer, budget };
      return;
    case "conversion_action":
      for (const conversionAction of world.conversionActions.values()) yield { customer, conversionAction };
      return;
    case "geo_target_constant":
      for (const geoTarget of GEO_TARGETS) yield { customer, geoTarget };
      return;
    case "currency_constant":
      for (const currency of CURRENCIES) yield { customer, currency };
      return;
    default:
      yield* ofCampaigns(resource, world);
  }
}

function* ofCampaigns(resource: string, world: World): Iterable<Item> {
  for (const { campaign, budget, assetGroups, adGroups } of world.campaigns.values()) {
    const base: Item = { customer: world.account, campaign, ...(budget ? { budget } : {}) };
    if (resource === "campaign") yield base;
    if (resource === "campaign_criterion") {
      for (const id of campaign.thing.locationIds) yield { ...base, campaignCriterion: { id, type: "LOCATION" } };
      for (const id of campaign.thing.languageIds) yield { ...base, campaignCriterion: { id, type: "LANGUAGE" } };
    }
    for (const assetGroup of assetGroups) {
      if (resource === "asset_group") yield { ...base, assetGroup };
      if (resource === "asset_group_asset")
        for (const asset of assetGroup.thing.assets) yield { ...base, assetGroup, asset };
    }
    for (const { adGroup, ads, criteria } of adGroups) yield* ofAdGroup(resource, { ...base, adGroup }, ads, criteria);
  }
}

function* ofAdGroup(
  resource: string,
  base: Item,
  ads: readonly NonNullable<Item["ad"]>[],
  criteria: readonly NonNullable<Item["criterion"]>[],
): Iterable<Item> {
  switch (resource) {
    case "ad_group":
      yield base;
      return;
    case "ad_group_ad":
      for (const ad of ads) yield { ...base, ad };
      return;
    case "ad_group_ad_asset_view":
      for (const ad of ads) for (const asset of ad.thing.assets) yield { ...base, ad, asset };
      return;
    case "keyword_view":
      for (const criterion of criteria) if (criterion.type === "KEYWORD") yield { ...base, criterion };
      return;
    case "ad_group_criterion":
      for (const criterion of criteria) yield { ...base, criterion };
      return;
    case "ad_group_bid_modifier":
      for (const bidModifier of base.adGroup?.thing.deviceBidModifiers ?? []) yield { ...base, bidModifier };
      return;
  }
}
