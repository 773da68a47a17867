import { dimension } from "./field.ts";
import { nameOf, resource } from "./resource.ts";

export const asset = resource("asset", (item) => nameOf(item, "assets", item.asset?.id), [
  dimension("asset.id", "INT64", (item) => item.asset?.id),
  dimension("asset.type", "ENUM AssetType", (item) => item.asset?.type),
  dimension("asset.text_asset.text", "STRING", (item) => item.asset?.text ?? undefined),
  dimension("asset.image_asset.full_size.url", "STRING", (item) => item.asset?.imageUrl ?? undefined),
  dimension("asset.youtube_video_asset.youtube_video_id", "STRING", (item) => item.asset?.youtubeVideoId ?? undefined),
]);

export const adGroupAdAssetView = resource(
  "ad_group_ad_asset_view",
  (item) =>
    nameOf(
      item,
      "adGroupAdAssetViews",
      item.adGroup?.thing.id,
      item.ad?.thing.id,
      item.asset?.id,
      item.asset?.fieldType,
    ),
  [
    dimension("ad_group_ad_asset_view.ad_group_ad", "RESOURCE_NAME", (item) =>
      nameOf(item, "adGroupAds", item.adGroup?.thing.id, item.ad?.thing.id),
    ),
    dimension("ad_group_ad_asset_view.asset", "RESOURCE_NAME", (item) => nameOf(item, "assets", item.asset?.id)),
    dimension("ad_group_ad_asset_view.field_type", "ENUM AssetFieldType", (item) => item.asset?.fieldType),
    dimension("ad_group_ad_asset_view.enabled", "BOOLEAN", (item) =>
      item.ad ? item.ad.state.status === "ENABLED" : undefined,
    ),
  ],
);

export const assetGroupAsset = resource(
  "asset_group_asset",
  (item) => nameOf(item, "assetGroupAssets", item.assetGroup?.thing.id, item.asset?.id, item.asset?.fieldType),
  [
    dimension("asset_group_asset.asset_group", "RESOURCE_NAME", (item) =>
      nameOf(item, "assetGroups", item.assetGroup?.thing.id),
    ),
    dimension("asset_group_asset.asset", "RESOURCE_NAME", (item) => nameOf(item, "assets", item.asset?.id)),
    dimension("asset_group_asset.field_type", "ENUM AssetFieldType", (item) => item.asset?.fieldType),
    dimension("asset_group_asset.status", "ENUM AssetLinkStatus", (item) => item.assetGroup?.state.status),
  ],
);
