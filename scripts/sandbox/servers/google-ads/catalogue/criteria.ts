import type { GoogleDevice } from "../../../market/google.ts";
import { dimension } from "./field.ts";
import { nameOf, resource } from "./resource.ts";

/** Google's fixed criterion ids of devices. */
const DEVICE_CRITERION: Readonly<Record<GoogleDevice, string>> = {
  DESKTOP: "30000",
  MOBILE: "30001",
  TABLET: "30002",
  CONNECTED_TV: "30004",
};

export const adGroupCriterion = resource(
  "ad_group_criterion",
  (item) => nameOf(item, "adGroupCriteria", item.adGroup?.thing.id, item.criterion?.id),
  [
    dimension("ad_group_criterion.criterion_id", "INT64", (item) => item.criterion?.id),
    dimension("ad_group_criterion.ad_group", "RESOURCE_NAME", (item) =>
      item.criterion ? nameOf(item, "adGroups", item.adGroup?.thing.id) : undefined,
    ),
    dimension("ad_group_criterion.type", "ENUM CriterionType", (item) => item.criterion?.type),
    dimension("ad_group_criterion.status", "ENUM AdGroupCriterionStatus", (item) => item.criterion?.status),
    dimension("ad_group_criterion.negative", "BOOLEAN", (item) => (item.criterion ? false : undefined)),
    dimension("ad_group_criterion.keyword.text", "STRING", (item) => item.criterion?.keyword?.text),
    dimension(
      "ad_group_criterion.keyword.match_type",
      "ENUM KeywordMatchType",
      (item) => item.criterion?.keyword?.matchType,
    ),
    dimension("ad_group_criterion.user_list.user_list", "RESOURCE_NAME", (item) =>
      nameOf(item, "userLists", item.criterion?.userListId),
    ),
    dimension("ad_group_criterion.age_range.type", "ENUM AgeRangeType", (item) => item.criterion?.ageRange),
    dimension("ad_group_criterion.gender.type", "ENUM GenderType", (item) => item.criterion?.gender),
  ],
);

export const campaignCriterion = resource(
  "campaign_criterion",
  (item) => nameOf(item, "campaignCriteria", item.campaign?.thing.id, item.campaignCriterion?.id),
  [
    dimension("campaign_criterion.criterion_id", "INT64", (item) => item.campaignCriterion?.id),
    dimension("campaign_criterion.campaign", "RESOURCE_NAME", (item) =>
      item.campaignCriterion ? nameOf(item, "campaigns", item.campaign?.thing.id) : undefined,
    ),
    dimension("campaign_criterion.type", "ENUM CriterionType", (item) => item.campaignCriterion?.type),
    dimension("campaign_criterion.status", "ENUM CampaignCriterionStatus", (item) =>
      item.campaignCriterion ? "ENABLED" : undefined,
    ),
    dimension("campaign_criterion.negative", "BOOLEAN", (item) => (item.campaignCriterion ? false : undefined)),
    dimension("campaign_criterion.location.geo_target_constant", "RESOURCE_NAME", ({ campaignCriterion: one }) =>
      one?.type === "LOCATION" ? `geoTargetConstants/${one.id}` : undefined,
    ),
    dimension("campaign_criterion.language.language_constant", "RESOURCE_NAME", ({ campaignCriterion: one }) =>
      one?.type === "LANGUAGE" ? `languageConstants/${one.id}` : undefined,
    ),
  ],
);

export const adGroupBidModifier = resource(
  "ad_group_bid_modifier",
  (item) =>
    nameOf(
      item,
      "adGroupBidModifiers",
      item.adGroup?.thing.id,
      item.bidModifier && DEVICE_CRITERION[item.bidModifier.device],
    ),
  [
    dimension("ad_group_bid_modifier.criterion_id", "INT64", ({ bidModifier }) =>
      bidModifier ? DEVICE_CRITERION[bidModifier.device] : undefined,
    ),
    dimension("ad_group_bid_modifier.ad_group", "RESOURCE_NAME", (item) =>
      item.bidModifier ? nameOf(item, "adGroups", item.adGroup?.thing.id) : undefined,
    ),
    dimension("ad_group_bid_modifier.bid_modifier", "DOUBLE", ({ bidModifier }) => bidModifier?.modifier),
    dimension("ad_group_bid_modifier.bid_modifier_source", "ENUM BidModifierSource", ({ bidModifier }) =>
      bidModifier ? "AD_GROUP" : undefined,
    ),
    dimension("ad_group_bid_modifier.device.type", "ENUM Device", ({ bidModifier }) => bidModifier?.device),
  ],
);
