import { factColumn, keyColumn } from "../columns.ts";
import { listingReport } from "./define.ts";
import { urlColumns } from "./url-columns.ts";

const CAMPAIGN = keyColumn("campaign_id", "campaign.id");

export const adGroups = listingReport("ad_groups", {
  from: "ad_group",
  priority: 4,
  idColumns: ["ad_group_id"],
  columns: [
    CAMPAIGN,
    keyColumn("ad_group_id", "ad_group.id"),
    factColumn("ad_group_name", "ad_group.name"),
    factColumn("ad_group_type", "ad_group.type"),
    factColumn("status", "ad_group.status"),
    factColumn("cpc_bid_micros", "ad_group.cpc_bid_micros", "int64"),
    factColumn("target_cpa_micros", "ad_group.target_cpa_micros", "int64"),
    factColumn("target_roas", "ad_group.target_roas", "double"),
    ...urlColumns("ad_group"),
  ],
});

/** Ads with what they say and where they lead. An ad may stand in several ad groups. */
export const creatives = listingReport("creatives", {
  from: "ad_group_ad",
  priority: 4,
  idColumns: ["ad_group_id", "ad_id"],
  columns: [
    CAMPAIGN,
    keyColumn("ad_group_id", "ad_group.id"),
    keyColumn("ad_id", "ad_group_ad.ad.id"),
    factColumn("ad_name", "ad_group_ad.ad.name"),
    factColumn("ad_type", "ad_group_ad.ad.type"),
    factColumn("status", "ad_group_ad.status"),
    factColumn("final_urls_json", "ad_group_ad.ad.final_urls", "list"),
    factColumn("final_mobile_urls_json", "ad_group_ad.ad.final_mobile_urls", "list"),
    ...urlColumns("ad_group_ad.ad"),
    factColumn("headlines_json", "ad_group_ad.ad.responsive_search_ad.headlines", "texts"),
    factColumn("descriptions_json", "ad_group_ad.ad.responsive_search_ad.descriptions", "texts"),
  ],
});

export const assetGroups = listingReport("asset_groups", {
  from: "asset_group",
  priority: 4,
  idColumns: ["asset_group_id"],
  columns: [
    CAMPAIGN,
    keyColumn("asset_group_id", "asset_group.id"),
    factColumn("asset_group_name", "asset_group.name"),
    factColumn("status", "asset_group.status"),
    factColumn("final_urls_json", "asset_group.final_urls", "list"),
    factColumn("final_mobile_urls_json", "asset_group.final_mobile_urls", "list"),
  ],
});
