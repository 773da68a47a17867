import { countColumn, factColumn, keyColumn } from "../columns.ts";
import { daysReport } from "./define.ts";
import { ALL_METRICS, CONVERSIONS, CONVERSIONS_BY_DATE, DELIVERY } from "./metrics.ts";

/** Finer levels are final after a month; only the campaign's truth is read again for longer. */
const FINER = {
  priority: 4,
  lookBackDays: { nightly: 7, weekly: 30, monthly: null },
  chunkDays: 7,
} as const;
const CAMPAIGN = keyColumn("campaign_id", "campaign.id");
const DEVICE = keyColumn("device", "segments.device", "text");

export const adGroupDaily = daysReport("ad_group_daily", {
  ...FINER,
  from: "ad_group",
  columns: [CAMPAIGN, keyColumn("ad_group_id", "ad_group.id"), DEVICE, ...ALL_METRICS],
});

export const adDaily = daysReport("ad_daily", {
  ...FINER,
  from: "ad_group_ad",
  columns: [
    CAMPAIGN,
    keyColumn("ad_group_id", "ad_group.id"),
    keyColumn("ad_id", "ad_group_ad.ad.id"),
    DEVICE,
    ...ALL_METRICS,
  ],
});

/** Where Performance Max spends; it accepts no TrueView views. */
export const assetGroupDaily = daysReport("asset_group_daily", {
  ...FINER,
  from: "asset_group",
  columns: [
    CAMPAIGN,
    keyColumn("asset_group_id", "asset_group.id"),
    DEVICE,
    ...DELIVERY,
    ...CONVERSIONS,
    ...CONVERSIONS_BY_DATE,
  ],
});

/** A region is not always known, a country is. Rows sum to at most the campaign. */
export const geoDaily = daysReport("geo_daily", {
  ...FINER,
  from: "geographic_view",
  columns: [
    CAMPAIGN,
    keyColumn("country_criterion_id", "geographic_view.country_criterion_id"),
    keyColumn("location_type", "geographic_view.location_type", "text"),
    factColumn("geo_target_region_id", "segments.geo_target_region", "last_id"),
    ...DELIVERY,
    ...CONVERSIONS,
    ...CONVERSIONS_BY_DATE,
  ],
});

/** Click ids, one day a query, kept by the platform for 90 days; a day that has ended does not change. */
export const clicks = daysReport("clicks", {
  from: "click_view",
  priority: 4,
  lookBackDays: { nightly: 90, weekly: null, monthly: null },
  chunkDays: 1,
  retentionDays: 90,
  isReadOnce: true,
  columns: [
    keyColumn("gclid", "click_view.gclid", "text"),
    CAMPAIGN,
    factColumn("ad_group_id", "ad_group.id", "id"),
    factColumn("ad_id", "click_view.ad_group_ad", "last_id"),
    factColumn("criterion_id", "click_view.keyword", "last_id"),
    DEVICE,
    keyColumn("ad_network_type", "segments.ad_network_type", "text"),
    countColumn("clicks"),
  ],
});
