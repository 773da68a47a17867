import { campaignBudgets, campaigns, conversionActions, customers } from "./account-listings.ts";
import { adGroups, assetGroups, creatives } from "./ad-listings.ts";
import { campaignDaily, campaignShareDaily, conversionActionDaily, conversionLag } from "./campaign-reports.ts";
import type { GaqlReport } from "./define.ts";
import { adDaily, adGroupDaily, assetGroupDaily, clicks, geoDaily } from "./finer-reports.ts";
import { geoTargetConstants } from "./geo-target-constants.ts";

/** Everything that is read. Another report is another definition here, with its table in `sql/tables/`. */
export const GOOGLE_ADS_REPORTS: readonly GaqlReport[] = [
  campaignDaily,
  campaignShareDaily,
  conversionActionDaily,
  conversionLag,
  adGroupDaily,
  adDaily,
  assetGroupDaily,
  geoDaily,
  clicks,
  customers,
  campaigns,
  campaignBudgets,
  conversionActions,
  adGroups,
  creatives,
  assetGroups,
  geoTargetConstants,
];
