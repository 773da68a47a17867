import { adGroup, adGroupAd, assetGroup } from "./ad-group.ts";
import { adGroupAdAssetView, asset, assetGroupAsset } from "./assets.ts";
import { biddingStrategy, campaign, campaignBudget } from "./campaign.ts";
import { currencyConstant, geoTargetConstant } from "./constants.ts";
import { conversionAction } from "./conversion-action.ts";
import { adGroupBidModifier, adGroupCriterion, campaignCriterion } from "./criteria.ts";
import { customer, customerClient } from "./customer.ts";
import type { Dimension, Metric } from "./field.ts";
import type { From } from "./from.ts";
import { DAILY, DAILY_BY_CLICK, SHARES, SHARES_BELOW_CAMPAIGN, VIDEO } from "./metric-sets.ts";
import { METRICS } from "./metrics.ts";
import { type Resource, resourceNameField } from "./resource.ts";
import { CONVERSION_ACTION_SEGMENTS, LAG_SEGMENT, SEGMENTS } from "./segments.ts";
import {
  ageRangeView,
  campaignSearchTermView,
  clickView,
  genderView,
  geographicView,
  keywordView,
  searchTermView,
} from "./views.ts";

const DELIVERED = ["segments.date", "segments.device", "segments.ad_network_type"];
const CLAIMED = [...DELIVERED, ...CONVERSION_ACTION_SEGMENTS, LAG_SEGMENT];
const CLAIM_SEGMENTS = [...CONVERSION_ACTION_SEGMENTS, LAG_SEGMENT];
const owned = [customer, campaign];
const NUMBERS_ONLY = { isListed: false } as const;
const listed = (resource: Resource, attributed: readonly Resource[]): From => ({
  resource,
  attributed,
  segments: [],
  metrics: [],
  notHeld: [],
  refused: [],
  isListed: true,
  split: null,
});
const reported = (
  resource: Resource,
  attributed: readonly Resource[],
  split: NonNullable<From["split"]>,
  rest: Partial<Omit<From, "resource" | "attributed" | "split">> = {},
): From => ({
  resource,
  attributed,
  split,
  segments: DELIVERED,
  metrics: DAILY,
  notHeld: [],
  refused: [],
  isListed: true,
  ...rest,
});
const demographic = (resource: Resource, split: "age" | "gender"): From =>
  reported(resource, [...owned, adGroup, adGroupCriterion], split, {
    ...NUMBERS_ONLY,
    metrics: DAILY_BY_CLICK,
    notHeld: CONVERSION_ACTION_SEGMENTS,
  });
const SEARCH_TERMS = { ...NUMBERS_ONLY, metrics: DAILY_BY_CLICK, notHeld: CONVERSION_ACTION_SEGMENTS } as const;

/** Everything that may stand in FROM, with what v25 accepts beside it. */
export const FROMS: readonly From[] = [
  reported(customer, [], "ad", { segments: CLAIMED, notHeld: SHARES }),
  reported(campaign, [customer, campaignBudget, biddingStrategy], "ad", {
    segments: CLAIMED,
    metrics: [...DAILY, ...SHARES],
  }),
  reported(adGroup, owned, "ad", { segments: CLAIMED, notHeld: SHARES_BELOW_CAMPAIGN }),
  reported(adGroupAd, [...owned, adGroup], "ad", { segments: CLAIMED }),
  reported(keywordView, [...owned, adGroup, adGroupCriterion], "keyword", {
    notHeld: [...SHARES_BELOW_CAMPAIGN, ...CLAIM_SEGMENTS],
  }),
  reported(assetGroup, owned, "ad", { segments: CLAIMED, metrics: DAILY.filter((name) => !VIDEO.includes(name)) }),
  reported(searchTermView, [...owned, adGroup], "search_term", SEARCH_TERMS),
  reported(campaignSearchTermView, owned, "search_term", SEARCH_TERMS),
  reported(geographicView, [...owned, adGroup], "geo", {
    ...NUMBERS_ONLY,
    segments: [...DELIVERED, "segments.geo_target_region"],
    refused: ["segments.geo_target_country"],
    notHeld: [
      ...CONVERSION_ACTION_SEGMENTS,
      "segments.geo_target_state",
      "segments.geo_target_city",
      "segments.geo_target_metro",
    ],
  }),
  demographic(ageRangeView, "age"),
  demographic(genderView, "gender"),
  reported(adGroupAdAssetView, [...owned, adGroup, adGroupAd, asset], "ad", { notHeld: CONVERSION_ACTION_SEGMENTS }),
  reported(clickView, [...owned, adGroup], "click", { ...NUMBERS_ONLY, metrics: ["metrics.clicks"] }),
  listed(customerClient, [customer]),
  listed(campaignBudget, [customer]),
  listed(biddingStrategy, [customer]),
  listed(conversionAction, [customer]),
  listed(campaignCriterion, owned),
  listed(adGroupCriterion, [...owned, adGroup]),
  listed(adGroupBidModifier, [...owned, adGroup]),
  listed(assetGroupAsset, [...owned, assetGroup, asset]),
  listed(geoTargetConstant, []),
  listed(currencyConstant, []),
];

export const RESOURCES: readonly Resource[] = [...FROMS.map(({ resource }) => resource), asset];

export const DIMENSIONS: ReadonlyMap<string, Dimension> = new Map(
  [...RESOURCES.flatMap((resource) => [resourceNameField(resource), ...resource.fields]), ...SEGMENTS].map((field) => [
    field.name,
    field,
  ]),
);

export const METRIC_BY_NAME: ReadonlyMap<string, Metric> = new Map(METRICS.map((metric) => [metric.name, metric]));
