import type { GoogleCampaign } from "../../../market/google.ts";
import type { Item } from "../rows/item.ts";
import { dimension, repeated } from "./field.ts";
import { nameOf, resource } from "./resource.ts";

const TYPE_OF_CHANNEL: Readonly<Record<GoogleCampaign["channelType"], string | undefined>> = {
  SEARCH: "SEARCH_STANDARD",
  DISPLAY: "DISPLAY_STANDARD",
  VIDEO: "VIDEO_RESPONSIVE",
  PERFORMANCE_MAX: undefined,
};

export const adGroup = resource("ad_group", (item) => nameOf(item, "adGroups", item.adGroup?.thing.id), [
  dimension("ad_group.id", "INT64", (item) => item.adGroup?.thing.id),
  dimension("ad_group.name", "STRING", (item) => item.adGroup?.state.name),
  dimension("ad_group.status", "ENUM AdGroupStatus", (item) => item.adGroup?.state.status),
  dimension("ad_group.type", "ENUM AdGroupType", (item) =>
    item.adGroup && item.campaign ? TYPE_OF_CHANNEL[item.campaign.thing.channelType] : undefined,
  ),
  dimension("ad_group.campaign", "RESOURCE_NAME", (item) =>
    item.adGroup ? nameOf(item, "campaigns", item.campaign?.thing.id) : undefined,
  ),
  dimension("ad_group.cpc_bid_micros", "INT64", (item) => item.adGroup?.thing.cpcBidMicros),
]);

/** Texts of a responsive search ad; other ads have none of these. */
const searchAd = (item: Item) => (item.ad?.thing.type === "RESPONSIVE_SEARCH_AD" ? item.ad.thing : undefined);

export const adGroupAd = resource(
  "ad_group_ad",
  (item) => nameOf(item, "adGroupAds", item.adGroup?.thing.id, item.ad?.thing.id),
  [
    dimension("ad_group_ad.status", "ENUM AdGroupAdStatus", (item) => item.ad?.state.status),
    dimension("ad_group_ad.ad_group", "RESOURCE_NAME", (item) =>
      item.ad ? nameOf(item, "adGroups", item.adGroup?.thing.id) : undefined,
    ),
    dimension("ad_group_ad.ad.resource_name", "RESOURCE_NAME", (item) => nameOf(item, "ads", item.ad?.thing.id)),
    dimension("ad_group_ad.ad.id", "INT64", (item) => item.ad?.thing.id),
    dimension("ad_group_ad.ad.type", "ENUM AdType", (item) => item.ad?.thing.type),
    repeated("ad_group_ad.ad.final_urls", "STRING", (item) => item.ad?.thing.finalUrls),
    repeated("ad_group_ad.ad.responsive_search_ad.headlines", "MESSAGE", (item) =>
      searchAd(item)?.headlines.map((text) => ({ text })),
    ),
    repeated("ad_group_ad.ad.responsive_search_ad.descriptions", "MESSAGE", (item) =>
      searchAd(item)?.descriptions.map((text) => ({ text })),
    ),
  ],
);

export const assetGroup = resource("asset_group", (item) => nameOf(item, "assetGroups", item.assetGroup?.thing.id), [
  dimension("asset_group.id", "INT64", (item) => item.assetGroup?.thing.id),
  dimension("asset_group.name", "STRING", (item) => item.assetGroup?.state.name),
  dimension("asset_group.status", "ENUM AssetGroupStatus", (item) => item.assetGroup?.state.status),
  dimension("asset_group.campaign", "RESOURCE_NAME", (item) =>
    item.assetGroup ? nameOf(item, "campaigns", item.campaign?.thing.id) : undefined,
  ),
  repeated("asset_group.final_urls", "STRING", (item) => item.assetGroup?.thing.finalUrls),
]);
