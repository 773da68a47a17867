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
const listed = (resource: Resource, attributed: readonly Resource[]): From => ({
  resource,
  attributed,
  segments: [],
  metrics: [],
  notHeld: [],
  split: null,
});

/** Everything that may stand in FROM. Which metrics and segments go with it is `wire-shapes` of Google's field service for v25. */
export const FROMS: readonly From[] = [
  { resource: customer, attributed: [], segments: CLAIMED, metrics: DAILY, notHeld: SHARES, split: "ad" },
  {
    resource: campaign,
    attributed: [customer, campaignBudget, biddingStrategy],
    segments: CLAIMED,
    metrics: [...DAILY, ...SHARES],
    notHeld: [],
    split: "ad",
  },
  {
    resource: adGroup,
    attributed: owned,
    segments: CLAIMED,
    metrics: DAILY,
    notHeld: SHARES_BELOW_CAMPAIGN,
    split: "ad",
  },
  { resource: adGroupAd, attributed: [...owned, adGroup], segments: CLAIMED, metrics: DAILY, notHeld: [], split: "ad" },
  {
    resource: keywordView,
    attributed: [...owned, adGroup, adGroupCriterion],
    segments: DELIVERED,
    metrics: DAILY,
    notHeld: [...SHARES_BELOW_CAMPAIGN, ...CLAIM_SEGMENTS],
    split: "keyword",
  },
  {
    resource: assetGroup,
    attributed: owned,
    segments: CLAIMED,
    metrics: DAILY.filter((name) => !VIDEO.includes(name)),
    notHeld: [],
    split: "ad",
  },
  {
    resource: searchTermView,
    attributed: [...owned, adGroup],
    segments: DELIVERED,
    metrics: DAILY_BY_CLICK,
    notHeld: CONVERSION_ACTION_SEGMENTS,
    split: "search_term",
  },
  {
    resource: campaignSearchTermView,
    attributed: owned,
    segments: DELIVERED,
    metrics: DAILY_BY_CLICK,
    notHeld: CONVERSION_ACTION_SEGMENTS,
    split: "search_term",
  },
  {
    resource: geographicView,
    attributed: [...owned, adGroup],
    segments: [...DELIVERED, "segments.geo_target_region"],
    metrics: DAILY,
    notHeld: [
      ...CONVERSION_ACTION_SEGMENTS,
      "segments.geo_target_state",
      "segments.geo_target_city",
      "segments.geo_target_metro",
    ],
    split: "geo",
  },
  ...(
    [
      [ageRangeView, "age"],
      [genderView, "gender"],
    ] as const
  ).map(([resource, split]) => ({
    resource,
    attributed: [...owned, adGroup, adGroupCriterion],
    segments: DELIVERED,
    metrics: DAILY_BY_CLICK,
    notHeld: CONVERSION_ACTION_SEGMENTS,
    split,
  })),
  {
    resource: adGroupAdAssetView,
    attributed: [...owned, adGroup, adGroupAd, asset],
    segments: DELIVERED,
    metrics: DAILY,
    notHeld: CONVERSION_ACTION_SEGMENTS,
    split: "ad",
  },
  {
    resource: clickView,
    attributed: [...owned, adGroup],
    segments: DELIVERED,
    metrics: ["metrics.clicks"],
    notHeld: [],
    split: "click",
  },
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
