import type { GoogleAgeRange, GoogleFact, GoogleSplit } from "../../../market/google.ts";
import type { AdGroupCriterion, Item } from "./item.ts";
import { type Measures, measuresOfFact } from "./measures.ts";
import { createShares } from "./shares.ts";
import type { World } from "./world.ts";

/** Google's fixed criterion ids. */
const AGE_CRITERION: Readonly<Record<GoogleAgeRange, string>> = {
  AGE_RANGE_18_24: "503001",
  AGE_RANGE_25_34: "503002",
  AGE_RANGE_35_44: "503003",
  AGE_RANGE_45_54: "503004",
  AGE_RANGE_55_64: "503005",
  AGE_RANGE_65_UP: "503006",
  AGE_RANGE_UNDETERMINED: "503999",
};
const GENDER_CRITERION = { MALE: "10", FEMALE: "11", UNDETERMINED: "20" } as const;

export interface Delivered {
  readonly split: GoogleSplit;
  readonly days: { readonly from: string; readonly to: string };
  /** One item for each asset of an ad, each with the ad's numbers, as Google tells them. */
  readonly isByAsset: boolean;
  readonly hasShares: boolean;
}

/** Delivery of an account's days, day by day. */
export function* deliveredItems(world: World, { split, days, isByAsset, hasShares }: Delivered): Iterable<Item> {
  const range = { accountId: world.account.id, ...days, observedMs: world.nowMs };
  const withShares = hasShares ? createShares(world.market.google.searchShares(range)) : null;
  for (const fact of world.market.google.facts(range, split)) {
    const measures = measuresOfFact(fact);
    const item = itemOf(fact, withShares ? withShares(fact, measures) : measures, world);
    if (!isByAsset) yield item;
    else for (const asset of item.ad?.thing.assets ?? []) yield { ...item, asset };
  }
}

function itemOf(fact: GoogleFact, measures: Measures, world: World): Item {
  const { part } = fact;
  const view = world.campaigns.get(fact.campaignId);
  const group = fact.adGroupId === null ? undefined : world.adGroups.get(fact.adGroupId);
  const base: Item = {
    customer: world.account,
    ...(view ? { campaign: view.campaign } : {}),
    ...(view?.budget ? { budget: view.budget } : {}),
    ...(group ? { adGroup: group.adGroup } : {}),
    day: fact.day,
    device: fact.device,
    network: fact.network,
    measures,
  };
  switch (part.kind) {
    case "ad": {
      const ad = part.adId === null ? undefined : world.ads.get(part.adId);
      const assetGroup = part.assetGroupId === null ? undefined : world.assetGroups.get(part.assetGroupId);
      return { ...base, ...(ad ? { ad } : {}), ...(assetGroup ? { assetGroup } : {}) };
    }
    case "keyword": {
      const criterion = group?.criteria.find(({ id }) => id === part.keywordId);
      return criterion ? { ...base, criterion } : base;
    }
    case "search_term":
      return { ...base, searchTerm: part.searchTerm };
    case "geo":
      return {
        ...base,
        geo: {
          countryId: part.countryCriterionId,
          regionId: part.regionCriterionId,
          locationType: part.locationType,
        },
      };
    case "age":
      return {
        ...base,
        criterion: demographic("AGE_RANGE", AGE_CRITERION[part.ageRange], { ageRange: part.ageRange }),
      };
    case "gender":
      return { ...base, criterion: demographic("GENDER", GENDER_CRITERION[part.gender], { gender: part.gender }) };
  }
}

function demographic(
  type: "AGE_RANGE" | "GENDER",
  id: string,
  which: Pick<AdGroupCriterion, "ageRange" | "gender">,
): AdGroupCriterion {
  return { id, type, status: "ENABLED", ...which };
}
